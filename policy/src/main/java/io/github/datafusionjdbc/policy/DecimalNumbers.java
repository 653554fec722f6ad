package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.dml.DefaultNode;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUtil;

/**
 * Numbers in the rows of INSERT .. VALUES for a decimal column. To the engine a number with a point
 * or with more than 19 digits is a double, which would lose digits on its way.
 *
 * @param precision digits of the column
 * @param scale those after the point
 */
record DecimalNumbers(int precision, int scale) {
  private static final Pattern TYPE = Pattern.compile("Decimal128\\((\\d+), (\\d+)\\)");

  /** What integers of the engine have for certain. */
  private static final int INTEGER_DIGITS = 18;

  /**
   * Empty if the column is no decimal one.
   *
   * @param type Arrow type as displayed, null where only the engine knows it
   */
  static Optional<DecimalNumbers> of(String type) {
    Matcher decimal = TYPE.matcher(String.valueOf(type));
    return decimal.matches()
        ? Optional.of(
            new DecimalNumbers(
                Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))))
        : Optional.empty();
  }

  /**
   * Whether a column's values are all numbers that fit, and the engine would not read all of them
   * exactly. Beside other expressions the engine gives the values a common type, which casts here
   * would change.
   */
  boolean areNeeded(List<SqlNode> values) {
    boolean needed = false;
    for (SqlNode value : values) {
      if (value instanceof DefaultNode || SqlUtil.isNullLiteral(value, false)) {
        continue;
      }
      Optional<BigDecimal> number = number(value);
      if (number.isEmpty() || !fits(number.get())) {
        return false;
      }
      needed |= number.get().scale() > 0 || number.get().precision() > INTEGER_DIGITS;
    }
    return needed;
  }

  private boolean fits(BigDecimal number) {
    BigDecimal digits = number.stripTrailingZeros();
    return digits.scale() <= scale && digits.precision() - digits.scale() <= precision - scale;
  }

  private static Optional<BigDecimal> number(SqlNode value) {
    boolean negative = value.getKind() == SqlKind.MINUS_PREFIX;
    return (negative ? ((SqlCall) value).operand(0) : value) instanceof SqlNumericLiteral literal
        ? Optional.of(negative ? literal.bigDecimalValue().negate() : literal.bigDecimalValue())
        : Optional.empty();
  }

  /** A value as a decimal of the column's type, if it is a number. */
  SqlNode cast(SqlNode value) {
    return number(value)
        .map(n -> DialectOperators.decimal(n, precision, scale, value.getParserPosition()))
        .orElse(value);
  }
}
