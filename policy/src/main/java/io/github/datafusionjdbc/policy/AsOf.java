package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.util.NlsString;

/** Reads the version or time of an AS OF clause. A time without a zone is UTC. */
final class AsOf {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendPattern("[' ']")
          .appendOffset("+HH:mm", "Z")
          .toFormatter(Locale.ROOT);

  private AsOf() {}

  static TableVersion version(SqlCall asOf) throws StatementRefused {
    SqlNode value = asOf.operand(1);
    return asOf.getOperator().equals(DialectOperators.VERSION_AS_OF)
        ? number(value)
        : timestamp(value);
  }

  private static TableVersion number(SqlNode value) throws StatementRefused {
    String text = null;
    if (value instanceof SqlLiteral literal) {
      if (literal.getValue() instanceof BigDecimal number) {
        text = number.toPlainString();
      } else if (literal.getValue() instanceof NlsString string) {
        text = string.getValue();
      }
    }
    if (text != null && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      if (!text.isEmpty()) {
        return new TableVersion.Number(Long.parseLong(text));
      }
    }
    throw Refusals.at(
        SqlState.INVALID_PARAMETER_VALUE,
        "VERSION AS OF needs the number of a version, such as 3",
        value.getParserPosition(),
        text);
  }

  private static TableVersion timestamp(SqlNode value) throws StatementRefused {
    String text = null;
    if (value instanceof SqlUnknownLiteral typed) {
      text = typed.getValue();
    } else if (value instanceof SqlLiteral literal
        && literal.getValue() instanceof NlsString string) {
      text = string.getValue();
    }
    if (text != null) {
      try {
        return new TableVersion.AsOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant(text)));
      } catch (DateTimeException | ArithmeticException e) {
        throw Refusals.at(
            SqlState.INVALID_DATETIME,
            "'" + text + "' is no timestamp; one looks like '2024-01-31 10:00:00'",
            value.getParserPosition(),
            text);
      }
    }
    throw Refusals.at(
        SqlState.INVALID_PARAMETER_VALUE,
        "TIMESTAMP AS OF needs a literal, such as '2024-01-31 10:00:00'",
        value.getParserPosition(),
        null);
  }

  private static Instant instant(String text) throws DateTimeParseException {
    TemporalAccessor parsed =
        TIMESTAMP.parseBest(
            text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    if (parsed instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    LocalDateTime local =
        parsed instanceof LocalDateTime time ? time : ((LocalDate) parsed).atStartOfDay();
    return local.toInstant(ZoneOffset.UTC);
  }
}
