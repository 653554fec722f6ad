package io.github.datafusionjdbc.metadata.informationschema;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A column of a system table: its declaration, and where its values come from.
 *
 * @param field name, type and nullability
 * @param code the type's character for {@link io.github.datafusionjdbc.engine.ArrowRows}
 * @param value reads the value of a row: a String, an Integer or a Long as the code says, or null
 */
record Column<R>(ArrowField field, char code, Function<R, ?> value) {
  private static final ArrowType TEXT = new ArrowType.Utf8(ArrowType.Layout.OFFSETS);
  private static final ArrowType INTEGER = new ArrowType.Int(32, true);
  private static final ArrowType BIGINT = new ArrowType.Int(64, true);

  /** A text that is never null. */
  static <R> Column<R> name(String name, Function<R, String> value) {
    return new Column<>(new ArrowField(name, TEXT, false), 'S', value);
  }

  /** A text that may be null. */
  static <R> Column<R> text(String name, Function<R, String> value) {
    return new Column<>(new ArrowField(name, TEXT, true), 'S', value);
  }

  /** A text that is null as long as nothing fills it. */
  static <R> Column<R> text(String name) {
    return text(name, row -> null);
  }

  /** YES or NO, which is how information_schema writes a truth value. */
  static <R> Column<R> yesNo(String name, Predicate<R> value) {
    return name(name, row -> value.test(row) ? "YES" : "NO");
  }

  /** A number that is never null. */
  static <R> Column<R> integer(String name, Function<R, Integer> value) {
    return new Column<>(new ArrowField(name, INTEGER, false), 'I', value);
  }

  /** A number that may be null. */
  static <R> Column<R> number(String name, Function<R, Integer> value) {
    return new Column<>(new ArrowField(name, INTEGER, true), 'I', value);
  }

  /** A number that is null as long as nothing fills it. */
  static <R> Column<R> number(String name) {
    return number(name, row -> null);
  }

  /** A 64-bit number that may be null. */
  static <R> Column<R> bigint(String name, Function<R, Long> value) {
    return new Column<>(new ArrowField(name, BIGINT, true), 'J', value);
  }
}
