package io.github.datafusionjdbc.engine;

import static io.github.datafusionjdbc.engine.TestEngine.field;
import static io.github.datafusionjdbc.engine.TestEngine.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.ArrowType.Layout;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import io.github.datafusionjdbc.engine.TestEngine.ColumnGetter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NothingOutstanding.class)
class ArrowColumnTest {
  private static TestEngine engine;

  @BeforeAll
  static void open() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Int8, 8, true, -128, 127",
    "Int16, 16, true, -32768, 32767",
    "Int32, 32, true, -2147483648, 2147483647",
    "Int64, 64, true, -9223372036854775808, 9223372036854775807",
    "UInt8, 8, false, 0, 255",
    "UInt16, 16, false, 0, 65535",
    "UInt32, 32, false, 0, 4294967295",
  })
  void readsIntegersOfEveryWidthAtTheirExtremes(
      String type, int bits, boolean signed, long least, long greatest) {
    String sql =
        "select arrow_cast(x, '%s') from (values (%d), (%d), (null)) t(x)"
            .formatted(type, least, greatest);
    assertThat(engine.type(sql)).isEqualTo(new ArrowType.Int(bits, signed));
    assertThat(engine.column(sql, ArrowColumn::getLong)).containsExactly(least, greatest, null);
  }

  @Test
  void readsUnsignedIntegersOf64BitsAsTheirBits() {
    String sql = "select arrow_cast('18446744073709551615', 'UInt64')";
    assertThat(engine.type(sql)).isEqualTo(new ArrowType.Int(64, false));
    assertThat(Long.toUnsignedString(engine.value(sql, ArrowColumn::getLong)))
        .isEqualTo("18446744073709551615");
  }

  @Test
  void readsNarrowIntegersAsIntAndRefusesWideOnes() {
    assertThat(engine.value("select arrow_cast(-5, 'Int16')", ArrowColumn::getInt)).isEqualTo(-5);
    for (String type : List.of("Int64", "UInt32")) {
      assertThatThrownBy(
              () -> engine.value("select arrow_cast(1, '" + type + "') as c", ArrowColumn::getInt))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("column c")
          .hasMessageContaining("int");
    }
  }

  @Test
  void readsBooleansAtEveryBitPosition() {
    List<Boolean> expected =
        IntStream.range(0, 100).mapToObj(i -> i % 7 == 0 ? null : i % 3 == 0).toList();
    assertThat(
            engine.column(
                "select case when value % 7 = 0 then null else value % 3 = 0 end"
                    + " from generate_series(0, 99) order by value",
                ArrowColumn::getBoolean))
        .isEqualTo(expected);
  }

  @Test
  void readsFloatsWithTheirSpecialValues() {
    String values = "(values ('1.5'), ('-0.0'), ('NaN'), ('inf'), ('-inf'), (null)) t(x)";
    assertThat(
            engine.column("select arrow_cast(x, 'Float64') from " + values, ArrowColumn::getDouble))
        .containsExactly(
            1.5, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, null);
    assertThat(
            engine.column("select arrow_cast(x, 'Float32') from " + values, ArrowColumn::getFloat))
        .containsExactly(
            1.5f, -0.0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, null);
    assertThat(
            engine.column(
                "select arrow_cast(arrow_cast(x, 'Float64'), 'Float16') from " + values,
                ArrowColumn::getFloat))
        .containsExactly(
            1.5f, -0.0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, null);
  }

  @Test
  void readsHalfPrecisionFromTheSmallestToTheGreatest() {
    assertThat(
            engine.column(
                "select arrow_cast(x, 'Float16')"
                    + " from (values (5.9604644775390625e-8), (6.103515625e-5), (65504e0)) t(x)",
                ArrowColumn::getDouble))
        .containsExactly(0x1p-24, 0x1p-14, 65504.0);
  }

  @ParameterizedTest
  @CsvSource({
    "32, 9, 2, 9999999.99",
    "64, 18, 4, 99999999999999.9999",
    "128, 38, 10, 9999999999999999999999999999.9999999999",
    "256, 76, 0, 9999999999999999999999999999999999999999999999999999999999999999999999999999",
  })
  void readsDecimalsOfEveryWidthAtTheirExtremes(
      int bits, int precision, int scale, BigDecimal greatest) {
    String sql =
        "select arrow_cast(x, 'Decimal%d(%d, %d)') from (values ('%s'), ('-%s'), ('0'), (null)) t(x)"
            .formatted(bits, precision, scale, greatest.toPlainString(), greatest.toPlainString());
    assertThat(engine.type(sql)).isEqualTo(new ArrowType.Decimal(bits, precision, scale));
    assertThat(engine.column(sql, ArrowColumn::getDecimal))
        .containsExactly(greatest, greatest.negate(), new BigDecimal(BigInteger.ZERO, scale), null);
  }

  @Test
  void readsDecimalsJustInsideAndOutsideOfALong() {
    List<BigDecimal> values =
        List.of(
            new BigDecimal("9223372036854775807"),
            new BigDecimal("9223372036854775808"),
            new BigDecimal("-9223372036854775808"),
            new BigDecimal("-9223372036854775809"));
    String rows = String.join(", ", values.stream().map(value -> "('" + value + "')").toList());
    assertThat(
            engine.column(
                "select arrow_cast(x, 'Decimal128(38, 0)') from (values " + rows + ") t(x)",
                ArrowColumn::getDecimal))
        .isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource({"Utf8, OFFSETS", "LargeUtf8, LARGE_OFFSETS", "Utf8View, VIEW"})
  void readsStringsOfEveryLayout(String type, Layout layout) {
    String longText = "x".repeat(100_000) + "é";
    List<String> values =
        List.of(
            "",
            "a",
            "twelve chars",
            "thirteen char",
            "żółw",
            "日本語テキスト",
            "😀 astral",
            "a\0b",
            longText);
    String rows = String.join(", ", values.stream().map(value -> "('" + value + "')").toList());
    String sql = "select arrow_cast(x, '%s') from (values %s) t(x)".formatted(type, rows);
    assertThat(engine.type(sql)).isEqualTo(new ArrowType.Utf8(layout));
    assertThat(engine.column(sql, ArrowColumn::getString)).isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource({"Binary, OFFSETS", "LargeBinary, LARGE_OFFSETS", "BinaryView, VIEW"})
  void readsBytesOfEveryLayout(String type, Layout layout) {
    String sql =
        "select arrow_cast(x, '%s') from (values (X''), (X'00FF80'), (null), (X'%s')) t(x)"
            .formatted(type, "AB".repeat(20));
    assertThat(engine.type(sql)).isEqualTo(new ArrowType.Binary(layout));
    List<byte[]> values = engine.column(sql, ArrowColumn::getBytes);
    assertThat(values.get(0)).isEmpty();
    assertThat(values.get(1)).containsExactly(0x00, 0xFF, 0x80);
    assertThat(values.get(2)).isNull();
    assertThat(values.get(3)).hasSize(20).containsOnly(0xAB);
  }

  @Test
  void readsBytesOfAFixedWidth() {
    String sql =
        "select arrow_cast(x, 'FixedSizeBinary(3)') from (values (X'010203'), (null), (X'FFFEFD')) t(x)";
    assertThat(engine.type(sql)).isEqualTo(new ArrowType.FixedSizeBinary(3));
    List<byte[]> values = engine.column(sql, ArrowColumn::getBytes);
    assertThat(values.get(0)).containsExactly(1, 2, 3);
    assertThat(values.get(1)).isNull();
    assertThat(values.get(2)).containsExactly(0xFF, 0xFE, 0xFD);
  }

  @Test
  void refusesAStringOfAColumnOfBytes() {
    assertThatThrownBy(() -> engine.value("select X'00'", ArrowColumn::getString))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("string");
  }

  @Test
  void readsDatesInDaysAndInMilliseconds() {
    String days =
        "select arrow_cast(x, 'Date32') from (values ('0001-01-01'), ('9999-12-31'), (null)) t(x)";
    assertThat(engine.type(days)).isEqualTo(new ArrowType.Date(false));
    assertThat(engine.column(days, ArrowColumn::getInt)).containsExactly(-719162, 2932896, null);
    String millis = "select arrow_cast('1969-12-31', 'Date64')";
    assertThat(engine.type(millis)).isEqualTo(new ArrowType.Date(true));
    assertThat(engine.value(millis, ArrowColumn::getLong)).isEqualTo(-86_400_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "Time32(Second), SECOND, 86399",
    "Time32(Millisecond), MILLISECOND, 86399123",
    "Time64(Microsecond), MICROSECOND, 86399123456",
    "Time64(Nanosecond), NANOSECOND, 86399123456789",
  })
  void readsTimesInEveryUnit(String type, TimeUnit unit, long value) {
    String sql = "select arrow_cast('23:59:59.123456789', '%s')".formatted(type);
    assertThat(engine.type(sql)).isEqualTo(new ArrowType.Time(unit));
    assertThat(engine.value(sql, ArrowColumn::getLong)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "Second, SECOND",
    "Millisecond, MILLISECOND",
    "Microsecond, MICROSECOND",
    "Nanosecond, NANOSECOND"
  })
  void readsTimestampsAndDurationsInEveryUnit(String name, TimeUnit unit) {
    long second =
        switch (unit) {
          case SECOND -> 1L;
          case MILLISECOND -> 1_000L;
          case MICROSECOND -> 1_000_000L;
          case NANOSECOND -> 1_000_000_000L;
        };
    String plain =
        "select arrow_cast('1969-12-31T23:59:59', 'Timestamp(%s, None)')".formatted(name);
    assertThat(engine.type(plain)).isEqualTo(new ArrowType.Timestamp(unit, null));
    assertThat(engine.value(plain, ArrowColumn::getLong)).isEqualTo(-second);
    String zoned =
        "select arrow_cast('1970-01-01T02:00:01+02:00', 'Timestamp(%s, Some(\"Asia/Tokyo\"))')"
            .formatted(name);
    assertThat(engine.type(zoned)).isEqualTo(new ArrowType.Timestamp(unit, "Asia/Tokyo"));
    assertThat(engine.value(zoned, ArrowColumn::getLong)).isEqualTo(second);
    String duration = "select arrow_cast(-7, 'Duration(%s)')".formatted(name);
    assertThat(engine.type(duration)).isEqualTo(new ArrowType.Duration(unit));
    assertThat(engine.value(duration, ArrowColumn::getLong)).isEqualTo(-7L);
  }

  @Test
  void readsIntervalsOfEveryUnit() {
    ColumnGetter<List<Long>> parts =
        (column, row) ->
            List.of(
                (long) column.intervalMonths(row),
                (long) column.intervalDays(row),
                column.intervalNanos(row));
    assertThat(engine.value("select interval '-14 months 3 days 1.000000001 seconds'", parts))
        .containsExactly(-14L, 3L, 1_000_000_001L);
    String yearMonth = "select arrow_cast('2 years 1 month', 'Interval(YearMonth)')";
    assertThat(engine.type(yearMonth))
        .isEqualTo(new ArrowType.Interval(ArrowType.Interval.Unit.YEAR_MONTH));
    assertThat(engine.value(yearMonth, parts)).containsExactly(25L, 0L, 0L);
    String dayTime = "select arrow_cast('-3 days 1.5 seconds', 'Interval(DayTime)')";
    assertThat(engine.type(dayTime))
        .isEqualTo(new ArrowType.Interval(ArrowType.Interval.Unit.DAY_TIME));
    assertThat(engine.value(dayTime, parts)).containsExactly(0L, -3L, 1_500_000_000L);
  }

  @Test
  void readsColumnsThatAreNothingButNull() {
    assertThat(engine.type("select null")).isEqualTo(new ArrowType.Null());
    assertThat(engine.column("select null from generate_series(1, 3)", ArrowColumn::getLong))
        .containsExactly(null, null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"List(Int64)", "LargeList(Int64)"})
  void readsListsWithNullsAndEmptyOnes(String type) {
    String sql =
        "select arrow_cast(x, '%s') from (values (1, [1, 2]), (2, []), (3, null), (4, [null, 5])) t(k, x)"
                .formatted(type)
            + " order by k";
    assertThat(engine.column(sql, list(ArrowColumn::getLong)))
        .containsExactly(List.of(1L, 2L), List.of(), null, java.util.Arrays.asList(null, 5L));
  }

  @Test
  void readsListsOfAFixedSize() {
    String sql =
        "select arrow_cast(x, 'FixedSizeList(2, Int32)') from (values (1, [1, 2]), (2, null), (3, [3, 4])) t(k, x)"
            + " order by k";
    assertThat(engine.type(sql)).isInstanceOf(ArrowType.ListOf.class);
    assertThat(((ArrowType.ListOf) engine.type(sql)).fixedSize()).isEqualTo(2);
    assertThat(engine.column(sql, list(ArrowColumn::getInt)))
        .containsExactly(List.of(1, 2), null, List.of(3, 4));
  }

  @Test
  void readsListsOfListsOfStrings() {
    assertThat(
            engine.value(
                "select [['a', null], [], ['a string of more than twelve']]",
                list(list(ArrowColumn::getString))))
        .containsExactly(
            java.util.Arrays.asList("a", null), List.of(), List.of("a string of more than twelve"));
  }

  @Test
  void readsStructsWithNullFieldsAndNullStructs() {
    String sql =
        "select case when value = 2 then null"
            + " else named_struct('a', value, 'b', case when value = 1 then 'x' end) end"
            + " from generate_series(1, 3) order by value";
    ArrowType.Struct type = (ArrowType.Struct) engine.type(sql);
    assertThat(type.fields()).extracting(ArrowField::name).containsExactly("a", "b");
    assertThat(engine.column(sql, field(0, ArrowColumn::getLong))).containsExactly(1L, null, 3L);
    assertThat(engine.column(sql, field(1, ArrowColumn::getString)))
        .containsExactly("x", null, null);
  }

  @Test
  void readsMapsAsKeysAndValues() {
    String sql = "select map(['a', 'b'], [1, null])";
    ArrowType.MapOf type = (ArrowType.MapOf) engine.type(sql);
    assertThat(type.value().type()).isEqualTo(new ArrowType.Int(64, true));
    assertThat(engine.value(sql, list(ArrowColumn::getString))).containsExactly("a", "b");
    ColumnGetter<List<Boolean>> nullValues =
        (column, row) ->
            IntStream.range(column.listStart(row), column.listEnd(row))
                .mapToObj(i -> column.child(1).isNull(i))
                .toList();
    assertThat(engine.value(sql, nullValues)).containsExactly(false, true);
  }

  @Test
  void readsDeeplyNestedValues() {
    assertThat(
            engine.value(
                "select [named_struct('m', map(['k'], [[1.5, null]]))]",
                list(
                    field(
                        0,
                        (column, row) ->
                            TestEngine.list(ArrowColumn::getDouble)
                                .get(column.child(1), column.listStart(row))))))
        .containsExactly(java.util.Arrays.asList(1.5, null));
  }

  @Test
  void readsDictionariesAsTheirValues() {
    String sql =
        "select arrow_cast(x, 'Dictionary(Int32, Utf8)') from (values (1, 'a'), (2, null), (3, 'a')) t(k, x)"
            + " order by k";
    assertThat(engine.type(sql)).isInstanceOf(ArrowType.Utf8.class);
    assertThat(engine.column(sql, ArrowColumn::getString)).containsExactly("a", null, "a");
  }

  @Test
  void readsRowsThatStartInTheMiddleOfABuffer() {
    // LIMIT with OFFSET slices the arrays of its input, so every buffer starts off a byte boundary
    String source =
        "(select value as k, case when value % 5 = 0 then null else value end as i,"
            + " value % 3 = 0 as b, 'value number ' || value as s, [value, null, value + 1] as l,"
            + " named_struct('x', value, 'y', value % 2 = 0) as t, arrow_cast(value, 'Decimal128(20, 1)') as d"
            + " from generate_series(0, 999)) s";
    for (int offset : new int[] {1, 7, 8, 13, 511}) {
      List<String> rows =
          engine.rows(
              "select i, b, s, l, t, d from " + source + " limit 20 offset " + offset,
              Parameters.NONE,
              ArrowColumnTest::describe);
      List<String> expected =
          LongStream.range(offset, offset + 20L).mapToObj(ArrowColumnTest::expected).toList();
      assertThat(rows).isEqualTo(expected);
    }
  }

  private static String describe(RecordBatch batch, int row) {
    ArrowColumn list = batch.column(3);
    ArrowColumn struct = batch.column(4);
    int start = list.listStart(row);
    return (batch.column(0).isNull(row) ? null : batch.column(0).getLong(row))
        + " "
        + batch.column(1).getBoolean(row)
        + " "
        + batch.column(2).getString(row)
        + " "
        + list.child(0).getLong(start)
        + list.child(0).isNull(start + 1)
        + list.child(0).getLong(start + 2)
        + (list.listEnd(row) - start)
        + " "
        + struct.child(0).getLong(row)
        + struct.child(1).getBoolean(row)
        + " "
        + batch.column(5).getDecimal(row);
  }

  private static String expected(long k) {
    return (k % 5 == 0 ? null : k)
        + " "
        + (k % 3 == 0)
        + " value number "
        + k
        + " "
        + k
        + true
        + (k + 1)
        + "3 "
        + k
        + (k % 2 == 0)
        + " "
        + k
        + ".0";
  }

  @Test
  void keepsTheSameColumnsFromBatchToBatch() {
    try (CancelToken token = new CancelToken();
        Plan plan = engine.plan("select value from generate_series(1, 100000)");
        ResultStream stream = plan.execute(Parameters.NONE, java.util.Map.of(), token)) {
      RecordBatch batch = stream.next();
      ArrowColumn column = batch.column(0);
      long sum = 0;
      int batches = 0;
      while (batch != null) {
        assertThat(batch.column(0)).isSameAs(column);
        for (int i = 0; i < batch.rowCount(); i++) {
          sum += column.getLong(i);
        }
        batches++;
        batch = stream.next();
      }
      assertThat(batches).isGreaterThan(1);
      assertThat(sum).isEqualTo(5_000_050_000L);
      assertThat(column.length()).isZero();
      assertThatThrownBy(() -> column.getLong(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void refusesRowsOutsideOfTheBatch() {
    ColumnGetter<Long> outside = (column, row) -> column.getLong(row + 100_000);
    assertThatThrownBy(() -> engine.value("select 1", outside))
        .isInstanceOf(IndexOutOfBoundsException.class);
    ColumnGetter<Long> negative = (column, row) -> column.getLong(-1);
    assertThatThrownBy(() -> engine.value("select 1", negative))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void givesAnEmptyResultWithItsColumns() {
    try (CancelToken token = new CancelToken();
        Plan plan = engine.plan("select 1 as a, 'x' as b where false");
        ResultStream stream = plan.execute(Parameters.NONE, java.util.Map.of(), token)) {
      assertThat(stream.schema()).extracting(ArrowField::name).containsExactly("a", "b");
      assertThat(stream.next()).isNull();
      assertThat(stream.next()).isNull();
    }
  }
}
