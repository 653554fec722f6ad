package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows on their way into a table's folder, read back by the engine's scan of Delta tables. */
@ExtendWith(NothingOutstanding.class)
class PlanWriteTest {
  private static final String SCHEMA =
      "{\"type\":\"struct\",\"fields\":["
          + "{\"name\":\"id\",\"type\":\"integer\",\"nullable\":false,\"metadata\":{}},"
          + "{\"name\":\"name\",\"type\":\"string\",\"nullable\":true,\"metadata\":"
          + "{\"__CHAR_VARCHAR_TYPE_STRING\":\"varchar(5)\"}}]}";

  private static TestEngine engine;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private TableWriteSpec spec(List<String> partitionColumns) {
    return new TableWriteSpec(
        folder.toUri().toString(),
        SCHEMA,
        partitionColumns,
        "none",
        null,
        100_000_000,
        "zstd",
        List.of(new TableWriteSpec.Check("small", "id < 1000000")));
  }

  private WrittenFiles write(String sql, List<String> partitionColumns) {
    try (Plan plan = engine.plan(sql)) {
      return plan.write(spec(partitionColumns), Parameters.NONE, Map.of(), null);
    }
  }

  private List<String> filesInFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  /** What the table has if these are its files: id, a colon, name. */
  private List<String> rows(WrittenFiles written, List<String> partitionColumns) {
    DeltaFiles files = new DeltaFiles();
    for (WrittenFile file : written.files()) {
      files.add(
          file.path(),
          file.size(),
          file.modifiedMillis(),
          new String(Json.write(file.partitionValues()), StandardCharsets.UTF_8),
          file.statistics(),
          null);
    }
    DeltaTableSpec spec =
        new DeltaTableSpec(folder.toUri().toString(), SCHEMA, partitionColumns, "none", Map.of());
    try (DeltaTable table = engine.engine().openDeltaTable(spec, files);
        Plan plan =
            engine
                .session()
                .plan(
                    "select cast(id as varchar) || ':' || coalesce(name, 'NULL') from c.s.t order by id",
                    List.of(new TableBinding("c", "s", "t", table)),
                    null);
        ResultStream stream = plan.execute(Parameters.NONE, Map.of(), null)) {
      List<String> rows = new ArrayList<>();
      for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(batch.column(0).getString(row));
        }
      }
      return rows;
    }
  }

  @Test
  void givesFilesThatTheScanReads() throws IOException {
    WrittenFiles written = write("values (2, 'é'), (1, null), (3, '')", List.of());
    assertThat(written.rows()).isEqualTo(3);
    assertThat(written.files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.rows()).isEqualTo(3);
              assertThat(file.partitionValues()).isEmpty();
              assertThat(file.path()).endsWith(".zstd.parquet");
              assertThat(Files.size(folder.resolve(file.path()))).isEqualTo(file.size());
            });
    assertThat(rows(written, List.of())).containsExactly("1:NULL", "2:é", "3:");
  }

  @Test
  void givesEachPartitionItsFileAndValues() {
    List<String> partitionColumns = List.of("name");
    WrittenFiles written =
        write("values (2, 'a/b'), (1, null), (3, 'a/b'), (4, 'ü %')", partitionColumns);
    Map<String, Long> rowsByName = new HashMap<>();
    for (WrittenFile file : written.files()) {
      rowsByName.put(file.partitionValues().get("name"), file.rows());
    }
    Map<String, Long> expected = new HashMap<>();
    expected.put("a/b", 2L);
    expected.put("ü %", 1L);
    expected.put(null, 1L);
    assertThat(rowsByName).isEqualTo(expected);
    assertThat(rows(written, partitionColumns))
        .containsExactly("1:NULL", "2:a/b", "3:a/b", "4:ü %");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_NULL_VIOLATION | values (1, 'a'), (null, 'b')                | row 2: column 'id'",
        "CHECK_VIOLATION    | values (1, 'a'), (1000000, 'b')             | row 2: CHECK constraint 'small'",
        "VALUE_TOO_LONG     | values (1, 'abcdef')                        | row 1, column 'name'",
        "OVERFLOW           | values (1, 'a'), (2147483648, 'b')          | row 2, column 'id'",
        "INVALID_CAST       | values ('1', 'a'), ('x', 'b')               | row 2, column 'id'",
        "PLANNING           | values (1)                                  | 2 columns",
        "DIVISION_BY_ZERO   | select 1 / (x - x), 'a' from (values (1)) t(x) | zero",
      })
  void tellsWhatIsWrongWithARowAndLeavesNoFile(Kind kind, String sql, String text)
      throws IOException {
    assertThatThrownBy(() -> write(sql, List.of()))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).as("%s", e).isEqualTo(kind))
        .hasMessageContaining(text);
    assertThat(filesInFolder()).isEmpty();
  }

  @Test
  void takesRowsFromTheApplicationWithTheirNumbers() throws IOException {
    SystemTable given =
        new SystemTable(
            List.of(
                new ArrowField("id", new ArrowType.Int(64, true), true),
                new ArrowField("name", new ArrowType.Utf8(ArrowType.Layout.OFFSETS), true)));
    TableBinding binding = new TableBinding("c", "s", "given", given);
    int count = 100_000;
    ArrowRows rows = new ArrowRows("JS");
    ArrowRows wrong = new ArrowRows("JS");
    for (int i = 0; i < count; i++) {
      rows.setLong(0, i).setString(1, "n" + i % 10);
      rows.endRow();
      wrong.setLong(0, i).setString(1, i == 70_000 ? "too long" : "n");
      wrong.endRow();
    }
    try (Plan plan =
        engine.session().plan("select id, name from c.s.given", List.of(binding), null)) {
      assertThatThrownBy(
              () -> plan.write(spec(List.of()), Parameters.NONE, Map.of(binding, wrong), null))
          .hasMessageContaining("row 70001, column 'name'");
      assertThat(filesInFolder()).isEmpty();
      WrittenFiles written =
          plan.write(spec(List.of()), Parameters.NONE, Map.of(binding, rows), null);
      assertThat(written.rows()).isEqualTo(count);
      assertThat(rows(written, List.of())).hasSize(count).startsWith("0:n0", "1:n1");
    }
  }

  @Test
  void bindsParameters() {
    try (Plan plan = engine.plan("select cast($1 as int), $2")) {
      Parameters parameters = new Parameters(2);
      parameters.setLong(0, 7);
      parameters.setString(1, "seven");
      WrittenFiles written = plan.write(spec(List.of()), parameters, Map.of(), null);
      assertThat(rows(written, List.of())).containsExactly("7:seven");
    }
  }

  @Test
  void endsWithItsTokenAndLeavesNoFile() throws IOException {
    try (CancelToken token = new CancelToken();
        Plan plan = engine.plan("select 1, 'a'")) {
      token.cancel();
      assertThatThrownBy(() -> plan.write(spec(List.of()), Parameters.NONE, Map.of(), token))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
    }
    assertThat(filesInFolder()).isEmpty();
  }
}
