package io.github.datafusionjdbc.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Conversions to boolean and numbers of JDBC 4.3 table B-6, with checks of range (22003). Fractions
 * are cut off on the way to an integer.
 */
final class Numbers {
  private static final BigDecimal MAX_FLOAT = new BigDecimal(Float.MAX_VALUE);
  private static final BigDecimal MAX_DOUBLE = new BigDecimal(Double.MAX_VALUE);

  /** More than any number of the engine has before or after its point. */
  private static final int MAX_DIGITS = 1000;

  private Numbers() {}

  static boolean toBoolean(Object value) throws SQLException {
    if (value instanceof Boolean bool) {
      return bool;
    } else if (value instanceof BigDecimal decimal) {
      return decimal.signum() != 0;
    } else if (value instanceof Number number) {
      return number.doubleValue() != 0;
    } else if (value instanceof String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "t", "yes", "y", "on", "1" -> true;
        case "false", "f", "no", "n", "off", "0" -> false;
        default -> throw Errors.notParsable(text, "boolean");
      };
    }
    throw Errors.noConversion(value, "boolean");
  }

  static byte toByte(Object value) throws SQLException {
    return (byte) inRange(toLong(value, "byte"), Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  static short toShort(Object value) throws SQLException {
    return (short) inRange(toLong(value, "short"), Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  static int toInt(Object value) throws SQLException {
    return (int) inRange(toLong(value, "int"), Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  static long toLong(Object value) throws SQLException {
    return toLong(value, "long");
  }

  private static long toLong(Object value, String target) throws SQLException {
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    } else if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    } else if (value instanceof Double || value instanceof Float) {
      return truncated(((Number) value).doubleValue(), target);
    }
    BigInteger integer = toBigInteger(value, target);
    if (integer.bitLength() >= Long.SIZE) {
      throw Errors.outOfRange(value, target);
    }
    return integer.longValue();
  }

  /** A floating-point number without its fraction, if a long can hold it. */
  static long truncated(double value, String target) throws SQLException {
    // 2^63 is the first double that a long cannot hold; NaN fails both comparisons
    if (value >= -0x1p63 && value < 0x1p63) {
      return (long) value;
    }
    throw Errors.outOfRange(value, target);
  }

  static long inRange(long value, long min, long max, String target) throws SQLException {
    if (value < min || value > max) {
      throw Errors.outOfRange(value, target);
    }
    return value;
  }

  static float toFloat(Object value) throws SQLException {
    if (value instanceof Float number) {
      return number;
    } else if (value instanceof BigDecimal decimal) {
      if (decimal.abs().compareTo(MAX_FLOAT) > 0) {
        throw Errors.outOfRange(value, "float");
      }
      return decimal.floatValue();
    } else if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).floatValue();
    }
    return narrowed(toDouble(value));
  }

  /** A double as float; an infinite one stays so, a finite one must stay finite. */
  static float narrowed(double value) throws SQLException {
    float narrow = (float) value;
    if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
      throw Errors.outOfRange(value, "float");
    }
    return narrow;
  }

  static double toDouble(Object value) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      if (decimal.abs().compareTo(MAX_DOUBLE) > 0) {
        throw Errors.outOfRange(value, "double");
      }
      return decimal.doubleValue();
    } else if (value instanceof Number number) {
      return number.doubleValue();
    } else if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    } else if (value instanceof String text) {
      try {
        return Double.parseDouble(text.strip());
      } catch (NumberFormatException e) {
        throw Errors.notParsable(text, "double");
      }
    }
    throw Errors.noConversion(value, "double");
  }

  static BigInteger toBigInteger(Object value) throws SQLException {
    return toBigInteger(value, "BigInteger");
  }

  private static BigInteger toBigInteger(Object value, String target) throws SQLException {
    return toBigDecimal(value, target).setScale(0, RoundingMode.DOWN).unscaledValue();
  }

  static BigDecimal toBigDecimal(Object value) throws SQLException {
    return toBigDecimal(value, "BigDecimal");
  }

  private static BigDecimal toBigDecimal(Object value, String target) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    } else if (value instanceof Double || value instanceof Float) {
      if (!Double.isFinite(((Number) value).doubleValue())) {
        throw Errors.outOfRange(value, target);
      }
      // by way of the text: the shortest number that reads back as this one
      return new BigDecimal(value.toString());
    } else if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    } else if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    } else if (value instanceof String text) {
      return parsed(text, target);
    }
    throw Errors.noConversion(value, target);
  }

  /** Rounded half up; a scale beyond that of any type is out of range. */
  static BigDecimal withScale(BigDecimal value, int scale) throws SQLException {
    if (scale < -MAX_DIGITS || scale > MAX_DIGITS) {
      throw Errors.outOfRange(scale, "the scale of a decimal");
    }
    return value.setScale(scale, RoundingMode.HALF_UP);
  }

  private static BigDecimal parsed(String text, String target) throws SQLException {
    BigDecimal number;
    try {
      number = new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw Errors.notParsable(text, target);
    }
    // an exponent as in 1e999999999 would be written out digit by digit
    if (number.precision() - (long) number.scale() > MAX_DIGITS) {
      throw Errors.outOfRange(text, target);
    }
    return number;
  }
}
