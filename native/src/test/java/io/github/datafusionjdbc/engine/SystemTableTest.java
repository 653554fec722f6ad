package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingOutstanding.class)
class SystemTableTest {
  private static final SystemTable COLUMNS =
      new SystemTable(
          List.of(
              new ArrowField("s", new ArrowType.Utf8(ArrowType.Layout.OFFSETS), true),
              new ArrowField("j", new ArrowType.Int(64, true), true),
              new ArrowField("i", new ArrowType.Int(32, true), true),
              new ArrowField("z", new ArrowType.Bool(), true),
              new ArrowField("d", new ArrowType.Floating(64), true),
              new ArrowField("b", new ArrowType.Binary(ArrowType.Layout.OFFSETS), true)));

  private static final TableBinding TABLE =
      new TableBinding("datafusion", "information_schema", "things", COLUMNS);

  private static TestEngine engine;

  @BeforeAll
  static void open() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static List<List<Object>> query(String sql, ArrowRows rows) {
    try (CancelToken token = new CancelToken();
        Plan plan = engine.session().plan(sql, List.of(TABLE), token);
        ResultStream stream = plan.execute(Parameters.NONE, Map.of(TABLE, rows), token)) {
      List<List<Object>> result = new ArrayList<>();
      for (RecordBatch batch = stream.next(); batch != null; batch = stream.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          result.add(row(batch, row));
        }
      }
      return result;
    }
  }

  private static List<Object> row(RecordBatch batch, int row) {
    return Arrays.asList(
        batch.column(0).isNull(row) ? null : batch.column(0).getString(row),
        batch.column(1).isNull(row) ? null : batch.column(1).getLong(row),
        batch.column(2).isNull(row) ? null : batch.column(2).getInt(row),
        batch.column(3).isNull(row) ? null : batch.column(3).getBoolean(row),
        batch.column(4).isNull(row) ? null : batch.column(4).getDouble(row),
        batch.column(5).isNull(row) ? null : Arrays.toString(batch.column(5).getBytes(row)));
  }

  @Test
  void givesTheRowsThatWereMadeInJava() {
    ArrowRows rows = new ArrowRows("SJIZDB");
    rows.setString(0, "żółw 😀")
        .setLong(1, Long.MIN_VALUE)
        .setInt(2, -1)
        .setBoolean(3, true)
        .setDouble(4, -0.0)
        .setBytes(5, new byte[] {0, -1})
        .endRow();
    rows.endRow();
    rows.setString(0, "overwritten").setString(0, "").setBoolean(3, false).setBytes(5, new byte[0]);
    rows.endRow();
    rows.setString(0, "gone").setString(0, null).setInt(2, 7).endRow();
    assertThat(query("select * from datafusion.information_schema.things", rows))
        .containsExactly(
            Arrays.asList("żółw 😀", Long.MIN_VALUE, -1, true, -0.0, "[0, -1]"),
            Arrays.asList(null, null, null, null, null, null),
            Arrays.asList("", null, null, false, null, "[]"),
            Arrays.asList(null, null, 7, null, null, null));
  }

  @Test
  void givesManyRows() {
    ArrowRows rows = new ArrowRows("SJIZDB");
    for (int i = 0; i < 20_000; i++) {
      if (i % 3 != 0) {
        rows.setString(0, "row " + i);
      }
      rows.setLong(1, i).setBoolean(3, i % 2 == 0);
      rows.endRow();
    }
    List<List<Object>> result =
        query("select * from datafusion.information_schema.things order by j", rows);
    assertThat(result).hasSize(20_000);
    for (int i = 0; i < 20_000; i++) {
      String text = i % 3 == 0 ? null : "row " + i;
      assertThat(result.get(i))
          .isEqualTo(Arrays.asList(text, (long) i, null, i % 2 == 0, null, null));
    }
  }

  @Test
  void givesNoRows() {
    assertThat(query("select * from datafusion.information_schema.things", new ArrowRows("SJIZDB")))
        .isEmpty();
  }

  @Test
  void tellsTheFiltersOfAPlanWithItsParameters() {
    String sql =
        "select * from datafusion.information_schema.things where s = $1 and s like 'a\\_%'"
            + " and s in ('x', 'y') and j > 3";
    Parameters parameters = new Parameters(1);
    parameters.setString(0, "it's");
    try (CancelToken token = new CancelToken();
        Plan plan = engine.session().plan(sql, List.of(TABLE), token)) {
      assertThat(plan.systemFilters(parameters).get(TABLE))
          .contains(
              new SystemFilter("s", SystemFilter.Op.EQUAL, List.of("it's")),
              new SystemFilter("s", SystemFilter.Op.LIKE, List.of("a\\_%")))
          .anySatisfy(
              filter -> {
                assertThat(filter.op()).isEqualTo(SystemFilter.Op.IN);
                assertThat(filter.values()).containsExactlyInAnyOrder("x", "y");
              });
    }
  }

  @Test
  void tellsOfNoFilterWhereThereIsNone() {
    try (CancelToken token = new CancelToken();
        Plan plan =
            engine
                .session()
                .plan(
                    "select count(*) from datafusion.information_schema.things",
                    List.of(TABLE),
                    token)) {
      assertThat(plan.systemFilters(Parameters.NONE)).containsExactly(Map.entry(TABLE, List.of()));
    }
  }

  @Test
  void knowsOnlyTheTablesBoundToTheStatement() {
    try (CancelToken token = new CancelToken()) {
      for (String name :
          List.of(
              "datafusion.information_schema.others", "information_schema.tables", "\"Things\"")) {
        assertThatThrownBy(
                () -> engine.session().plan("select * from " + name, List.of(TABLE), token).close())
            .isInstanceOfSatisfying(
                EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PLANNING));
      }
    }
  }

  @Test
  void refusesAValueOfAnotherTypeThanTheColumn() {
    assertThatThrownBy(() -> new ArrowRows("S").setLong(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("S");
    assertThatThrownBy(() -> new ArrowRows("X")).isInstanceOf(IllegalArgumentException.class);
  }
}
