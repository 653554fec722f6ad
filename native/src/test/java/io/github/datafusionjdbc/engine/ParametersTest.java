package io.github.datafusionjdbc.engine;

import static io.github.datafusionjdbc.engine.TestEngine.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.TestEngine.ColumnGetter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingOutstanding.class)
class ParametersTest {
  private static TestEngine engine;

  @BeforeAll
  static void open() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  /** The value that comes back for one parameter, null for null. */
  private static <T> T echo(Consumer<Parameters> setter, ColumnGetter<T> getter) {
    Parameters parameters = new Parameters(1);
    setter.accept(parameters);
    List<T> rows =
        engine.rows(
            "select $1",
            parameters,
            (batch, row) -> batch.column(0).isNull(row) ? null : getter.get(batch.column(0), row));
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  /** The engine's name of the type that a parameter arrives as. */
  private static String type(Consumer<Parameters> setter) {
    Parameters parameters = new Parameters(1);
    setter.accept(parameters);
    return engine
        .rows("select arrow_typeof($1)", parameters, (batch, row) -> batch.column(0).getString(row))
        .get(0);
  }

  @Test
  void carriesIntegersOfEveryWidth() {
    for (byte value : new byte[] {Byte.MIN_VALUE, 0, Byte.MAX_VALUE}) {
      assertThat(echo(p -> p.setByte(0, value), ArrowColumn::getInt)).isEqualTo(value);
    }
    for (short value : new short[] {Short.MIN_VALUE, Short.MAX_VALUE}) {
      assertThat(echo(p -> p.setShort(0, value), ArrowColumn::getInt)).isEqualTo(value);
    }
    for (int value : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThat(echo(p -> p.setInt(0, value), ArrowColumn::getInt)).isEqualTo(value);
    }
    for (long value : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(echo(p -> p.setLong(0, value), ArrowColumn::getLong)).isEqualTo(value);
    }
    assertThat(type(p -> p.setByte(0, (byte) 1))).isEqualTo("Int8");
    assertThat(type(p -> p.setShort(0, (short) 1))).isEqualTo("Int16");
    assertThat(type(p -> p.setInt(0, 1))).isEqualTo("Int32");
    assertThat(type(p -> p.setLong(0, 1))).isEqualTo("Int64");
  }

  @Test
  void carriesBooleansAndFloats() {
    assertThat(echo(p -> p.setBoolean(0, true), ArrowColumn::getBoolean)).isTrue();
    assertThat(echo(p -> p.setBoolean(0, false), ArrowColumn::getBoolean)).isFalse();
    for (float value : new float[] {-0.0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY}) {
      assertThat(echo(p -> p.setFloat(0, value), ArrowColumn::getFloat))
          .isEqualTo(Float.valueOf(value));
    }
    for (double value : new double[] {-0.0, Double.MAX_VALUE, Double.NaN}) {
      assertThat(echo(p -> p.setDouble(0, value), ArrowColumn::getDouble))
          .isEqualTo(Double.valueOf(value));
    }
  }

  @Test
  void carriesDecimalsOfEverySizeAndScale() {
    for (String text :
        List.of(
            "0",
            "-1.50",
            "0.00000000000000000001",
            "99999999999999999999999999999999999999",
            "-12345678901234567890.123456789012345678",
            "1234567890123456789012345678901234567890.5",
            "9".repeat(76))) {
      BigDecimal value = new BigDecimal(text);
      assertThat(echo(p -> p.setDecimal(0, value), ArrowColumn::getDecimal)).isEqualTo(value);
    }
    assertThat(echo(p -> p.setDecimal(0, new BigDecimal("12E+3")), ArrowColumn::getDecimal))
        .isEqualByComparingTo("12000");
    assertThat(type(p -> p.setDecimal(0, new BigDecimal("-1.50")))).startsWith("Decimal");
  }

  @Test
  void refusesADecimalThatNoTypeHolds() {
    EngineException e =
        engine.failure(
            ignored ->
                echo(
                    p -> p.setDecimal(0, new BigDecimal("9".repeat(77))), ArrowColumn::getDecimal));
    assertThat(e.kind()).isEqualTo(EngineException.Kind.OVERFLOW);
  }

  @Test
  void carriesStringsAndBytes() {
    for (String text : List.of("", "it's", "$1 ? \0", "żółw 日本 😀", "x".repeat(1_000_000))) {
      assertThat(echo(p -> p.setString(0, text), ArrowColumn::getString)).isEqualTo(text);
    }
    for (byte[] bytes : List.of(new byte[0], new byte[] {0, -1, -128, 127})) {
      assertThat(echo(p -> p.setBytes(0, bytes), ArrowColumn::getBytes)).isEqualTo(bytes);
    }
  }

  @Test
  void copiesBytesWhenTheyAreSet() {
    byte[] bytes = {1, 2};
    Parameters parameters = new Parameters(1);
    parameters.setBytes(0, bytes);
    bytes[0] = 9;
    assertThat(engine.rows("select $1", parameters, (batch, row) -> batch.column(0).getBytes(row)))
        .containsExactly(new byte[] {1, 2});
  }

  @Test
  void carriesDatesTimesAndTimestamps() {
    for (LocalDate date : List.of(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31))) {
      int day = (int) date.toEpochDay();
      assertThat(echo(p -> p.setDate(0, day), ArrowColumn::getInt)).isEqualTo(day);
    }
    long lastNano = LocalTime.MAX.toNanoOfDay();
    assertThat(echo(p -> p.setTime(0, lastNano), ArrowColumn::getLong)).isEqualTo(lastNano);
    assertThat(type(p -> p.setTimestamp(0, 1, 1_000, null))).contains("µs").doesNotContain("+");
    assertThat(echo(p -> p.setTimestamp(0, -1, 999_999_000, null), ArrowColumn::getLong))
        .isEqualTo(-1L);
    assertThat(echo(p -> p.setTimestamp(0, -1, 999_999_999, null), ArrowColumn::getLong))
        .isEqualTo(-1L);
    assertThat(type(p -> p.setTimestamp(0, 1, 1, null))).contains("ns");
    assertThat(type(p -> p.setTimestamp(0, 1, 0, "+02:00"))).contains("+02:00");
    long lastSecond =
        LocalDate.of(9999, 12, 31).atTime(LocalTime.MAX).toEpochSecond(java.time.ZoneOffset.UTC);
    assertThat(echo(p -> p.setTimestamp(0, lastSecond, 999_999_000, "UTC"), ArrowColumn::getLong))
        .isEqualTo(lastSecond * 1_000_000 + 999_999);
  }

  @Test
  void refusesATimestampOutOfRange() {
    long yearAMillion = 31_500_000_000_000L;
    EngineException e =
        engine.failure(
            ignored -> echo(p -> p.setTimestamp(0, yearAMillion, 1, null), ArrowColumn::getLong));
    assertThat(e.kind()).isEqualTo(EngineException.Kind.OVERFLOW);
    assertThatThrownBy(() -> new Parameters(1).setTime(0, -1))
        .isInstanceOf(java.time.DateTimeException.class);
  }

  @Test
  void carriesIntervals() {
    List<Long> parts =
        echo(
            p -> p.setInterval(0, -14, 3, Long.MIN_VALUE),
            (column, row) ->
                List.of(
                    (long) column.intervalMonths(row),
                    (long) column.intervalDays(row),
                    column.intervalNanos(row)));
    assertThat(parts).containsExactly(-14L, 3L, Long.MIN_VALUE);
  }

  @Test
  void carriesListsWithNulls() {
    Parameters elements = new Parameters(3);
    elements.setInt(0, 1);
    elements.setNull(1);
    elements.setInt(2, 3);
    assertThat(echo(p -> p.setList(0, elements), list(ArrowColumn::getInt)))
        .isEqualTo(Arrays.asList(1, null, 3));
    assertThat(echo(p -> p.setList(0, new Parameters(0)), list(ArrowColumn::getInt))).isEmpty();
  }

  @Test
  void carriesNullsTypedAndUntyped() {
    assertThat(echo(p -> p.setNull(0), ArrowColumn::getLong)).isNull();
    assertThat(echo(p -> p.setString(0, null), ArrowColumn::getString)).isNull();
    assertThat(echo(p -> p.setDecimal(0, null), ArrowColumn::getDecimal)).isNull();
    Parameters parameters = new Parameters(1);
    parameters.setNull(0);
    assertThat(
            engine.rows(
                "select count(*) from (values (1)) t(a) where a = $1",
                parameters,
                (batch, row) -> batch.column(0).getLong(row)))
        .containsExactly(0L);
  }

  @Test
  void bindsByPositionAlsoWhereOneIsUsedTwice() {
    Parameters parameters = new Parameters(2);
    parameters.setLong(0, 10);
    parameters.setLong(1, 3);
    assertThat(
            engine.rows(
                "select $1 - $2, $1",
                parameters,
                (b, row) -> List.of(b.column(0).getLong(row), b.column(1).getLong(row))))
        .containsExactly(List.of(7L, 10L));
  }

  @Test
  void tellsTheTypesThatTheStatementImplies() {
    try (Plan plan =
        engine.plan("select 1 from (values (1, 'a')) t(a, b) where a = $1 and b like $2 and $3")) {
      assertThat(plan.parameters()).hasSize(3);
      assertThat(plan.parameters().get(0).type()).isEqualTo(new ArrowType.Int(64, true));
      assertThat(plan.parameters().get(1).type()).isInstanceOf(ArrowType.Utf8.class);
    }
    try (Plan plan = engine.plan("select $1")) {
      assertThat(plan.parameters())
          .extracting(ArrowField::type)
          .containsExactly(new ArrowType.Null());
    }
  }

  @Test
  void refusesToExecuteWithoutAllValues() {
    EngineException e =
        engine.failure(ignored -> engine.rows("select $1", new Parameters(1), (batch, row) -> row));
    assertThat(e).hasMessageContaining("1");
    assertThat(e.kind()).isEqualTo(EngineException.Kind.PLANNING);
  }

  @Test
  void describesItsValuesForTheRecord() {
    Parameters elements = new Parameters(2);
    elements.setInt(0, 1);
    elements.setString(1, "x");
    Parameters parameters = new Parameters(9);
    parameters.setNull(0);
    parameters.setDecimal(1, new BigDecimal("1E+3"));
    parameters.setString(2, "it's");
    parameters.setBytes(3, new byte[] {0, -1});
    parameters.setDate(4, 0);
    parameters.setTime(5, 1_000_000_000L);
    parameters.setTimestamp(6, 0, 0, "Asia/Tokyo");
    parameters.setList(7, elements);
    assertThat(parameters.toStrings())
        .containsExactly(
            null,
            "1000",
            "it's",
            "X'00FF'",
            "1970-01-01",
            "00:00:01",
            "1970-01-01T00:00Z",
            "[1, x]",
            null);
  }
}
