package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files outside of Delta tables, written by COPY and read as tables, and streams of rows. */
@ExtendWith(NothingOutstanding.class)
class FilesTest {
  private static final int ARROW_STREAM_BYTES = 40;

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

  private static CopiedFiles copy(String sql, CopySpec spec) {
    try (Plan plan = engine.plan(sql)) {
      return plan.copy(spec, Parameters.NONE, Map.of(), null);
    }
  }

  /** The first column, as text, of a query on the table c.s.t. */
  private static List<String> texts(String sql, TableSource source) {
    TableBinding binding = new TableBinding("c", "s", "t", source);
    try (Plan plan = engine.session().plan(sql, List.of(binding), null);
        ResultStream stream = plan.execute(Parameters.NONE, Map.of(), null)) {
      List<String> texts = new ArrayList<>();
      for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          texts.add(batch.column(0).isNull(row) ? null : batch.column(0).getString(row));
        }
      }
      return texts;
    }
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void areReadAsTheyWereWritten(FileFormat format) throws Exception {
    Path file = folder.resolve("größe." + format.nativeName());
    CopySpec spec = new CopySpec(file.toUri().toString(), format, Map.of(), List.of(), false);
    CopiedFiles copied = copy("select * from (values (1, 'a'), (2, 'é,')) t(n, s)", spec);
    assertThat(copied.rows()).isEqualTo(2);
    assertThat(copied.files())
        .singleElement()
        .satisfies(written -> assertThat(written.size()).isEqualTo(Files.size(file)));
    ExternalTableSpec files =
        new ExternalTableSpec(
            format,
            Map.of(),
            List.of(engine.engine().objectStore().head(file.toUri().toString())),
            List.of(),
            List.of());
    List<ArrowField> columns = engine.engine().inferColumns(files);
    assertThat(columns).extracting(ArrowField::name).containsExactly("n", "s");
    try (ExternalTable table = engine.engine().openExternalTable(files, columns)) {
      assertThat(texts("select s from c.s.t order by n", table)).containsExactly("a", "é,");
    }
  }

  @Test
  void areNotReplacedUnasked() throws Exception {
    Path file = Files.writeString(folder.resolve("x.csv"), "old");
    CopySpec spec =
        new CopySpec(file.toUri().toString(), FileFormat.CSV, Map.of(), List.of(), false);
    assertThatThrownBy(() -> copy("select 1", spec))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.STORE_EXISTS))
        .hasMessageContaining("x.csv");
    assertThat(file).hasContent("old");
  }

  @Test
  void haveOptionsThatAreKnown() {
    CopySpec spec =
        new CopySpec(
            folder.resolve("x.csv").toUri().toString(),
            FileFormat.CSV,
            Map.of("has_haeder", "true"),
            List.of(),
            false);
    assertThatThrownBy(() -> copy("select 1", spec))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PLANNING))
        .hasMessageContaining("'has_header'");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void arrowStreamsGiveTheirRowsOnce() throws Exception {
    Memory memory = new Memory();
    long address = memory.allocate(ARROW_STREAM_BYTES);
    try {
      try (Plan plan = engine.plan("select 'x' || value as x from generate_series(1, 20000)");
          ResultStream stream = plan.execute(Parameters.NONE, Map.of(), null)) {
        stream.exportArrowStream(address, 0, Long.MAX_VALUE);
      }
      try (ArrowStreamTable table = new ArrowStreamTable(address)) {
        assertThat(table.columns()).extracting(ArrowField::name).containsExactly("x");
        assertThat(texts("select x from c.s.t", table)).hasSize(20_000).contains("x1", "x20000");
        assertThatThrownBy(() -> texts("select x from c.s.t", table))
            .isInstanceOf(EngineException.class)
            .hasMessageContaining("only once");
      }
    } finally {
      memory.free(address);
    }
  }

  @Test
  void arrowStreamsThatNobodyReadsAreReleased() throws Exception {
    Memory memory = new Memory();
    long address = memory.allocate(ARROW_STREAM_BYTES);
    try {
      try (Plan plan = engine.plan("select value from generate_series(1, 20000)");
          ResultStream stream = plan.execute(Parameters.NONE, Map.of(), null)) {
        stream.exportArrowStream(address, 0, Long.MAX_VALUE);
      }
      ArrowStreamTable table = new ArrowStreamTable(address);
      table.close();
      table.close();
      assertThatThrownBy(() -> texts("select 1 from c.s.t", table))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
      assertThatThrownBy(() -> new ArrowStreamTable(0))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PLANNING));
    } finally {
      memory.free(address);
    }
  }

  /** Memory outside of the heap with an address, which Java 17 gives to nobody else. */
  private static final class Memory {
    private final Object unsafe;

    Memory() throws ReflectiveOperationException {
      Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      field.setAccessible(true);
      unsafe = field.get(null);
    }

    long allocate(long bytes) throws ReflectiveOperationException {
      Method method = unsafe.getClass().getMethod("allocateMemory", long.class);
      return (Long) method.invoke(unsafe, bytes);
    }

    void free(long address) throws ReflectiveOperationException {
      unsafe.getClass().getMethod("freeMemory", long.class).invoke(unsafe, address);
    }
  }
}
