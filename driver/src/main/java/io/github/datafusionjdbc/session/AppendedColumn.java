package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import io.github.datafusionjdbc.metadata.CatalogModel.ColumnDetails;
import io.github.datafusionjdbc.metadata.informationschema.SqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A column that an appender fills: what its values are handed over as. The INSERT converts them by
 * assignment; only what has no value in this form is refused here.
 */
final class AppendedColumn {
  /** What the values of a column are handed over as. */
  enum Form {
    BOOLEAN('Z'),
    LONG('J'),
    DOUBLE('D'),
    DATE('I'),
    TIME('J'),
    TIMESTAMP('J'),
    BYTES('B'),
    /** Decimals too: no number of Java's has their digits. */
    TEXT('S'),
    /** No values of this type come one by one. */
    NONE('S');

    private final char letter;

    Form(char letter) {
      this.letter = letter;
    }
  }

  private final ColumnDetails column;
  private final ZoneId zone;
  private Form form;

  /**
   * @param zone the session's, in which times without zone are read
   */
  AppendedColumn(ColumnDetails column, ZoneId zone) {
    this.column = column;
    this.zone = zone;
    this.form = formOf(column.type());
  }

  private static Form formOf(ArrowType type) {
    if (type instanceof ArrowType.Bool) {
      return Form.BOOLEAN;
    } else if (type instanceof ArrowType.Int integer) {
      return integer.signed() || integer.bits() < 64 ? Form.LONG : Form.TEXT;
    } else if (type instanceof ArrowType.Floating) {
      return Form.DOUBLE;
    } else if (type instanceof ArrowType.Date) {
      return Form.DATE;
    } else if (type instanceof ArrowType.Time) {
      return Form.TIME;
    } else if (type instanceof ArrowType.Timestamp) {
      return Form.TIMESTAMP;
    } else if (type instanceof ArrowType.Binary || type instanceof ArrowType.FixedSizeBinary) {
      return Form.BYTES;
    } else if (type instanceof ArrowType.Utf8 || type instanceof ArrowType.Decimal) {
      return Form.TEXT;
    }
    return Form.NONE;
  }

  String name() {
    return column.name();
  }

  Form form() {
    return form;
  }

  /** As ArrowRows names it. */
  char letter() {
    return form.letter;
  }

  /** The Arrow type of the values that are handed over. */
  ArrowType type() {
    return switch (form) {
      case BOOLEAN -> new ArrowType.Bool();
      case LONG -> new ArrowType.Int(64, true);
      case DOUBLE -> new ArrowType.Floating(64);
      case DATE -> new ArrowType.Date(false);
      case TIME -> new ArrowType.Time(TimeUnit.NANOSECOND);
      case TIMESTAMP -> new ArrowType.Timestamp(unit(), declared().zone() == null ? null : "UTC");
      case BYTES -> new ArrowType.Binary(ArrowType.Layout.OFFSETS);
      case TEXT -> new ArrowType.Utf8(ArrowType.Layout.OFFSETS);
      case NONE -> new ArrowType.Null();
    };
  }

  private ArrowType.Timestamp declared() {
    return (ArrowType.Timestamp) column.type();
  }

  /** A Delta table holds microseconds; only memory holds more. */
  private TimeUnit unit() {
    return declared().unit() == TimeUnit.NANOSECOND ? TimeUnit.NANOSECOND : TimeUnit.MICROSECOND;
  }

  /** From now on values are handed over as text, which the INSERT reads. */
  void becomeText() {
    form = Form.TEXT;
  }

  /** In microseconds, or nanoseconds where the column has them. */
  long timestamp(LocalDateTime value) throws SessionException {
    return declared().zone() == null
        ? units(value.toInstant(ZoneOffset.UTC), value)
        : timestamp(value.atZone(zone).toInstant());
  }

  long timestamp(Instant value) throws SessionException {
    return declared().zone() == null
        ? timestamp(value.atZone(zone).toLocalDateTime())
        : units(value, value);
  }

  private long units(Instant value, Object shown) throws SessionException {
    boolean micros = unit() == TimeUnit.MICROSECOND;
    try {
      return Math.addExact(
          Math.multiplyExact(value.getEpochSecond(), micros ? 1_000_000L : 1_000_000_000L),
          micros ? value.getNano() / 1000 : value.getNano());
    } catch (ArithmeticException e) {
      throw AppendErrors.appendedTooLarge(shown, name(), typeName());
    }
  }

  int day(LocalDate value) throws SessionException {
    try {
      return Math.toIntExact(value.toEpochDay());
    } catch (ArithmeticException e) {
      throw AppendErrors.appendedTooLarge(value, name(), typeName());
    }
  }

  /** Exact, or refused. */
  long whole(BigDecimal value) throws SessionException {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw AppendErrors.appendedTooLarge(value, name(), typeName());
    }
  }

  /** Exact, or refused. */
  long whole(double value) throws SessionException {
    long result = (long) value;
    if (result != value || result == Long.MAX_VALUE) {
      throw AppendErrors.appendedTooLarge(value, name(), typeName());
    }
    return result;
  }

  /** Exact, or refused. */
  double floating(long value) throws SessionException {
    double result = value;
    if ((long) result != value || value == Long.MAX_VALUE) {
      throw AppendErrors.appendedTooLarge(value, name(), typeName());
    }
    return result;
  }

  /** A number as text; Infinity and NaN are none of a type with digits. */
  String digits(double value) {
    return column.type() instanceof ArrowType.Utf8 || !Double.isFinite(value)
        ? Double.toString(value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  SessionException takesNo(String what) {
    return AppendErrors.appendedOther(what, name(), typeName());
  }

  private String typeName() {
    return SqlType.of(column.type()).typeName();
  }
}
