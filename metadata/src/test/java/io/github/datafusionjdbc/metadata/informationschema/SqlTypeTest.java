package io.github.datafusionjdbc.metadata.informationschema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ArrowType.Layout;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import java.sql.Types;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlTypeTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final ArrowType TEXT = new ArrowType.Utf8(Layout.VIEW);

  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(new ArrowType.Null(), "null", Types.NULL),
        Arguments.of(new ArrowType.Bool(), "boolean", Types.BOOLEAN),
        Arguments.of(new ArrowType.Int(8, true), "tinyint", Types.TINYINT),
        Arguments.of(new ArrowType.Int(16, true), "smallint", Types.SMALLINT),
        Arguments.of(new ArrowType.Int(32, true), "integer", Types.INTEGER),
        Arguments.of(new ArrowType.Int(64, true), "bigint", Types.BIGINT),
        Arguments.of(new ArrowType.Int(8, false), "tinyint unsigned", Types.SMALLINT),
        Arguments.of(new ArrowType.Int(16, false), "smallint unsigned", Types.INTEGER),
        Arguments.of(new ArrowType.Int(32, false), "integer unsigned", Types.BIGINT),
        Arguments.of(new ArrowType.Int(64, false), "bigint unsigned", Types.NUMERIC),
        Arguments.of(new ArrowType.Floating(32), "real", Types.REAL),
        Arguments.of(new ArrowType.Floating(64), "double", Types.DOUBLE),
        Arguments.of(new ArrowType.Decimal(128, 38, 10), "decimal", Types.DECIMAL),
        Arguments.of(new ArrowType.Utf8(Layout.LARGE_OFFSETS), "varchar", Types.VARCHAR),
        Arguments.of(new ArrowType.Binary(Layout.OFFSETS), "varbinary", Types.VARBINARY),
        Arguments.of(new ArrowType.FixedSizeBinary(16), "varbinary", Types.VARBINARY),
        Arguments.of(new ArrowType.Date(false), "date", Types.DATE),
        Arguments.of(new ArrowType.Time(TimeUnit.NANOSECOND), "time", Types.TIME),
        Arguments.of(
            new ArrowType.Timestamp(TimeUnit.MICROSECOND, null), "timestamp", Types.TIMESTAMP),
        Arguments.of(
            new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
            "timestamp with time zone",
            Types.TIMESTAMP),
        Arguments.of(new ArrowType.Duration(TimeUnit.SECOND), "interval", Types.OTHER),
        Arguments.of(
            new ArrowType.Interval(ArrowType.Interval.Unit.MONTH_DAY_NANO),
            "interval",
            Types.OTHER),
        Arguments.of(list(INT), "int array", Types.ARRAY),
        Arguments.of(list(list(new ArrowType.Int(64, true))), "bigint array array", Types.ARRAY),
        Arguments.of(list(new ArrowType.Int(32, false)), "int unsigned array", Types.ARRAY),
        Arguments.of(list(new ArrowType.Decimal(128, 10, 2)), "decimal(10, 2) array", Types.ARRAY),
        Arguments.of(struct(field("a", INT)), "struct(a int)", Types.STRUCT),
        Arguments.of(
            struct(field("A b", TEXT), field("q\"", struct(field("_1", INT)))),
            "struct(\"A b\" varchar, \"q\"\"\" struct(_1 int))",
            Types.STRUCT),
        Arguments.of(
            new ArrowType.MapOf(field("key", TEXT), field("value", INT)),
            "map(varchar, int)",
            Types.OTHER),
        Arguments.of(new ArrowType.Variant(), "variant", Types.OTHER));
  }

  @ParameterizedTest
  @MethodSource("types")
  void hasNameAndCodeOfTheTypeTable(ArrowType type, String name, int code) {
    assertThat(SqlType.of(type).typeName()).isEqualTo(name);
    assertThat(SqlType.of(type).typeCode()).isEqualTo(code);
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of(new ArrowType.Int(8, true), "-128", 3),
        Arguments.of(new ArrowType.Int(16, true), "-32768", 5),
        Arguments.of(new ArrowType.Int(32, true), "-2147483648", 10),
        Arguments.of(new ArrowType.Int(64, true), "-9223372036854775808", 19),
        Arguments.of(new ArrowType.Int(8, false), "255", 3),
        Arguments.of(new ArrowType.Int(16, false), "65535", 5),
        Arguments.of(new ArrowType.Int(32, false), "4294967295", 10),
        Arguments.of(new ArrowType.Int(64, false), "18446744073709551615", 20),
        Arguments.of(new ArrowType.Decimal(128, 5, 2), "-999.99", 5),
        Arguments.of(new ArrowType.Decimal(128, 5, 0), "-99999", 5),
        Arguments.of(new ArrowType.Floating(32), "-1.17549435E-38", 7),
        Arguments.of(new ArrowType.Floating(64), "-2.2250738585072014E-308", 15));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void isWideEnoughToShowItsLongestNumber(ArrowType type, String longest, int precision) {
    assertThat(SqlType.of(type).displaySize()).isEqualTo(longest.length());
    assertThat(SqlType.of(type).precision()).isEqualTo(precision);
    assertThat(SqlType.of(type).signed()).isEqualTo(longest.startsWith("-"));
    assertThat(SqlType.of(type).radix()).isEqualTo(10);
  }

  static Stream<Arguments> dateTimes() {
    return Stream.of(
        Arguments.of(new ArrowType.Date(false), "2013-01-31", 0),
        Arguments.of(new ArrowType.Time(TimeUnit.SECOND), "23:59:59", 0),
        Arguments.of(new ArrowType.Time(TimeUnit.NANOSECOND), "23:59:59.123456789", 9),
        Arguments.of(
            new ArrowType.Timestamp(TimeUnit.MICROSECOND, null), "2013-01-31 23:59:59.123456", 6),
        Arguments.of(
            new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC"),
            "2013-01-31 23:59:59.123+00:00",
            3));
  }

  @ParameterizedTest
  @MethodSource("dateTimes")
  void isWideEnoughToShowItsLongestTime(ArrowType type, String longest, int fractionDigits) {
    assertThat(SqlType.of(type).displaySize()).isEqualTo(longest.length());
    assertThat(SqlType.of(type).precision()).isEqualTo(longest.length());
    assertThat(SqlType.of(type).scale()).isEqualTo(fractionDigits);
  }

  static Stream<Arguments> textsOfTheEngine() {
    return Stream.of(
        Arguments.of("Int64", "bigint"),
        Arguments.of("UInt8", "tinyint unsigned"),
        Arguments.of("String", "varchar"),
        Arguments.of("Utf8View", "varchar"),
        Arguments.of("Decimal(38, 10)", "decimal"),
        Arguments.of("Decimal256(76, -2)", "decimal"),
        Arguments.of("Timestamp(ns)", "timestamp"),
        Arguments.of("Timestamp(µs, \"UTC\")", "timestamp with time zone"),
        Arguments.of("Time(ns)", "time"),
        Arguments.of("Interval(MonthDayNano)", "interval"),
        Arguments.of("List(Int32)", "int array"),
        Arguments.of("LargeList(non-null List(Float64))", "double array array"),
        Arguments.of("FixedSizeList(3 x Int8)", "tinyint array"),
        Arguments.of("Union(0: (\"a\": Int32))", "Union(0: (\"a\": Int32))"));
  }

  @ParameterizedTest
  @MethodSource("textsOfTheEngine")
  void readsTheTextsOfSignatures(String text, String name) {
    assertThat(EngineTypeText.sqlType(text).typeName()).isEqualTo(name);
  }

  private static ArrowField field(String name, ArrowType type) {
    return new ArrowField(name, type, true);
  }

  private static ArrowType list(ArrowType element) {
    return new ArrowType.ListOf(field("item", element), false, -1);
  }

  private static ArrowType struct(ArrowField... fields) {
    return new ArrowType.Struct(List.of(fields));
  }
}
