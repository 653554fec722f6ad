package io.github.datafusionjdbc.metadata.informationschema;

import static io.github.datafusionjdbc.metadata.informationschema.Column.integer;
import static io.github.datafusionjdbc.metadata.informationschema.Column.name;
import static io.github.datafusionjdbc.metadata.informationschema.Column.number;
import static io.github.datafusionjdbc.metadata.informationschema.Column.text;
import static io.github.datafusionjdbc.metadata.informationschema.Column.yesNo;

import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ArrowType.Layout;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import io.github.datafusionjdbc.metadata.SystemTableSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The data types, a table of our own. Nested types are listed by their constructor, since every
 * element type makes another name.
 */
final class TypeInfoTable {
  private static final int MAX_DECIMAL_DIGITS = 76;
  private static final int MAX_FRACTION_DIGITS = 9;

  /** The uses of a type in predicates, with their codes in ISO/IEC 9075-3. */
  private enum Searchable {
    NOT_AT_ALL(0),
    WITHOUT_LIKE(2),
    EVERYWHERE(3);

    private final int code;

    Searchable(int code) {
      this.code = code;
    }
  }

  /**
   * @param prefix what a literal begins with, or null if the type has no literals of that form; it
   *     ends with a quote
   * @param createParams what may follow the name in parentheses, or null
   */
  private record Type(
      SqlType type,
      String prefix,
      String createParams,
      Searchable searchable,
      Integer maximumScale) {}

  private record Row(Type info, int preference) {}

  /** Among those of one code, the type that the code means comes first. */
  private static final List<Type> TYPES =
      List.of(
          plain(ofInteger(8, true)),
          plain(ofInteger(64, true)),
          plain(ofInteger(32, false)),
          literal(new ArrowType.Binary(Layout.OFFSETS), "X'"),
          unsearchable(SqlType.of(new ArrowType.Null())),
          plain(ofInteger(64, false)),
          new Type(
              SqlType.of(new ArrowType.Decimal(256, MAX_DECIMAL_DIGITS, 0)),
              null,
              "precision, scale",
              Searchable.WITHOUT_LIKE,
              MAX_DECIMAL_DIGITS),
          plain(ofInteger(32, true)),
          plain(ofInteger(16, false)),
          plain(ofInteger(16, true)),
          plain(ofInteger(8, false)),
          plain(new ArrowType.Floating(32)),
          plain(new ArrowType.Floating(64)),
          new Type(
              SqlType.of(new ArrowType.Utf8(Layout.OFFSETS)),
              "'",
              null,
              Searchable.EVERYWHERE,
              null),
          plain(new ArrowType.Bool()),
          literal(new ArrowType.Date(false), "DATE '"),
          temporal(new ArrowType.Time(TimeUnit.NANOSECOND), "TIME '"),
          temporal(new ArrowType.Timestamp(TimeUnit.NANOSECOND, null), "TIMESTAMP '"),
          temporal(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC"), null),
          literal(new ArrowType.Interval(ArrowType.Interval.Unit.MONTH_DAY_NANO), "INTERVAL '"),
          unsearchable(SqlType.other("map")),
          unsearchable(SqlType.of(new ArrowType.Variant())),
          unsearchable(SqlType.struct()),
          unsearchable(SqlType.array()));

  private TypeInfoTable() {}

  static List<SystemTableSource> all() {
    return List.of(
        new RowTable<Row>(
            "type_info",
            (filters, model) ->
                IntStream.range(0, TYPES.size()).mapToObj(i -> new Row(TYPES.get(i), i + 1)),
            List.of(
                name("type_name", row -> row.info.type.typeName()),
                integer("type_code", row -> row.info.type.typeCode()),
                number("column_size", row -> row.info.type.columnSize()),
                text("literal_prefix", row -> row.info.prefix),
                text("literal_suffix", row -> row.info.prefix == null ? null : "'"),
                text("create_params", row -> row.info.createParams),
                yesNo("is_case_sensitive", row -> row.info.type.characterLength() != null),
                integer("searchable", row -> row.info.searchable.code),
                yesNo("is_unsigned", row -> isUnsigned(row.info.type)),
                number("minimum_scale", row -> minimumScale(row.info)),
                number("maximum_scale", row -> maximumScale(row.info)),
                number("numeric_precision_radix", row -> row.info.type.radixOrNull()),
                integer("preference", Row::preference))));
  }

  private static ArrowType ofInteger(int bits, boolean signed) {
    return new ArrowType.Int(bits, signed);
  }

  private static Type plain(ArrowType type) {
    return literal(type, null);
  }

  private static Type literal(ArrowType type, String prefix) {
    return new Type(SqlType.of(type), prefix, null, Searchable.WITHOUT_LIKE, null);
  }

  private static Type temporal(ArrowType type, String prefix) {
    return new Type(SqlType.of(type), prefix, null, Searchable.WITHOUT_LIKE, MAX_FRACTION_DIGITS);
  }

  private static Type unsearchable(SqlType type) {
    return new Type(type, null, null, Searchable.NOT_AT_ALL, null);
  }

  private static boolean isUnsigned(SqlType type) {
    return type.isNumeric() && !type.signed();
  }

  /** Types with a scale start at 0; an integer's is always 0. */
  private static Integer minimumScale(Type info) {
    return info.type.decimalDigits() == null ? null : 0;
  }

  private static Integer maximumScale(Type info) {
    return info.maximumScale != null ? info.maximumScale : info.type.decimalDigits();
  }
}
