package io.github.datafusionjdbc.policy.ast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.UUID;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlSampleSpec;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimeWithTimeZoneString;
import org.apache.calcite.util.TimestampString;
import org.apache.calcite.util.TimestampWithTimeZoneString;

/** Literals as JSON, their values as exact text. */
final class Literals {
  private Literals() {}

  /** Writes the literal's fields into the open object; without its value if {@code masked}. */
  static void write(SqlLiteral literal, boolean masked, NodeWriter writer) throws IOException {
    JsonGenerator json = writer.json();
    Object value = literal.getValue();
    if (value instanceof Enum<?> symbol) {
      Symbols.write(symbol, literal.getParserPosition(), json);
    } else if (value instanceof SqlSampleSpec.SqlTableSampleSpec sample) {
      writeSample(sample, masked, json);
    } else {
      json.writeStringField("type", literal.getTypeName().name());
      if (literal instanceof SqlUnknownLiteral unknown) {
        json.writeStringField("tag", unknown.tag);
      }
      if (value instanceof SqlIntervalLiteral.IntervalValue interval) {
        json.writeFieldName("qualifier");
        writer.write(interval.getIntervalQualifier());
      }
      if (!masked) {
        writeValue(literal, value, json);
      }
    }
  }

  private static void writeValue(SqlLiteral literal, Object value, JsonGenerator json)
      throws IOException {
    if (value == null) {
      json.writeNullField("value");
    } else if (value instanceof Boolean bool) {
      json.writeBooleanField("value", bool);
    } else if (value instanceof BigDecimal number) {
      // A float's digits may be very many without their exponent.
      boolean exact = literal.getTypeName() == SqlTypeName.DECIMAL;
      json.writeStringField("value", exact ? number.toPlainString() : number.toString());
    } else if (value instanceof NlsString string && string.getCollation() == null) {
      json.writeStringField("value", string.getValue());
      json.writeStringField("charset", string.getCharsetName());
    } else if (value instanceof BitString bits) {
      json.writeStringField("value", bits.toHexString());
    } else if (literal instanceof SqlAbstractDateTimeLiteral datetime) {
      json.writeStringField("value", value.toString());
      json.writeNumberField("precision", datetime.getPrec());
    } else if (value instanceof SqlIntervalLiteral.IntervalValue interval) {
      json.writeStringField("value", interval.getIntervalLiteral());
      json.writeNumberField("sign", interval.getSign());
    } else if (value instanceof UUID || value instanceof String) {
      json.writeStringField("value", value.toString());
    } else {
      throw NodeWriter.unknown(literal.getClass(), literal.getParserPosition());
    }
  }

  private static void writeSample(
      SqlSampleSpec.SqlTableSampleSpec sample, boolean masked, JsonGenerator json)
      throws IOException {
    json.writeStringField("type", "SAMPLE");
    json.writeBooleanField("bernoulli", sample.isBernoulli());
    if (!masked) {
      json.writeStringField("value", sample.sampleRate.toString());
      json.writeFieldName("seed");
      if (sample.isRepeatable()) {
        json.writeNumber(sample.getRepeatableSeed());
      } else {
        json.writeNull();
      }
    }
  }

  static void writeQualifier(SqlIntervalQualifier qualifier, JsonGenerator json)
      throws IOException {
    TimeUnit end = qualifier.timeUnitRange.endUnit;
    json.writeStringField("start", qualifier.timeUnitRange.startUnit.name());
    json.writeStringField("end", end == null ? null : end.name());
    json.writeNumberField("startPrecision", qualifier.getStartPrecisionPreservingDefault());
    json.writeNumberField(
        "fractionalSecondPrecision", qualifier.getFractionalSecondPrecisionPreservingDefault());
    json.writeStringField("timeFrame", qualifier.timeFrameName);
  }

  /** The literal that an object describes. */
  static SqlLiteral read(JsonNode json, NodeReader reader) {
    SqlParserPos pos = NodeReader.position(json);
    String type = NodeReader.text(json, "type");
    return switch (type) {
      case "SYMBOL" -> SqlLiteral.createSymbol(Symbols.read(json), pos);
      case "SAMPLE" -> SqlLiteral.createSample(readSample(json), pos);
      case "NULL" -> SqlLiteral.createNull(pos);
      case "BOOLEAN" ->
          json.path("value").isNull()
              ? SqlLiteral.createUnknown(pos)
              : SqlLiteral.createBoolean(NodeReader.bool(json, "value"), pos);
      default -> readText(json, NodeReader.constant(SqlTypeName.class, type), reader, pos);
    };
  }

  private static SqlLiteral readText(
      JsonNode json, SqlTypeName type, NodeReader reader, SqlParserPos pos) {
    String value = NodeReader.text(json, "value");
    return switch (type) {
      case DECIMAL -> SqlLiteral.createExactNumeric(value, pos);
      case DOUBLE -> SqlLiteral.createApproxNumeric(value, pos);
      case CHAR -> SqlLiteral.createCharString(value, NodeReader.textOrNull(json, "charset"), pos);
      case BINARY -> SqlLiteral.createBinaryString(value, pos);
      case DATE -> SqlLiteral.createDate(new DateString(value), pos);
      case TIME -> SqlLiteral.createTime(new TimeString(value), precision(json), pos);
      case TIME_TZ ->
          SqlLiteral.createTime(new TimeWithTimeZoneString(value), precision(json), pos);
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          SqlLiteral.createTimestamp(type, new TimestampString(value), precision(json), pos);
      case TIMESTAMP_TZ ->
          SqlLiteral.createTimestamp(new TimestampWithTimeZoneString(value), precision(json), pos);
      case UUID -> SqlLiteral.createUuid(UUID.fromString(value), pos);
      case UNKNOWN -> SqlLiteral.createUnknown(NodeReader.text(json, "tag"), value, pos);
      default -> {
        SqlIntervalQualifier qualifier = reader.read(json, "qualifier", SqlIntervalQualifier.class);
        if (qualifier == null) {
          throw new AstPayloadException("AST payload: no literal has type " + type);
        }
        yield SqlLiteral.createInterval(NodeReader.number(json, "sign"), value, qualifier, pos);
      }
    };
  }

  private static SqlSampleSpec readSample(JsonNode json) {
    boolean bernoulli = NodeReader.bool(json, "bernoulli");
    BigDecimal rate = new BigDecimal(NodeReader.text(json, "value"));
    return json.path("seed").isNull()
        ? SqlSampleSpec.createTableSample(bernoulli, rate)
        : SqlSampleSpec.createTableSample(bernoulli, rate, NodeReader.number(json, "seed"));
  }

  static SqlIntervalQualifier readQualifier(JsonNode json) {
    SqlParserPos pos = NodeReader.position(json);
    String timeFrame = NodeReader.textOrNull(json, "timeFrame");
    if (timeFrame != null) {
      return new SqlIntervalQualifier(timeFrame, pos);
    }
    String end = NodeReader.textOrNull(json, "end");
    return new SqlIntervalQualifier(
        NodeReader.constant(TimeUnit.class, NodeReader.text(json, "start")),
        NodeReader.number(json, "startPrecision"),
        end == null ? null : NodeReader.constant(TimeUnit.class, end),
        NodeReader.number(json, "fractionalSecondPrecision"),
        pos);
  }

  private static int precision(JsonNode json) {
    return NodeReader.number(json, "precision");
  }
}
