package io.github.datafusionjdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;

/**
 * Rows as the JSON that Spark writes: decimals are numbers with all their digits, binary is base64,
 * NaN and infinities are strings, timestamps have six digits of a second.
 */
final class SparkJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final JsonNodeFactory NODES = MAPPER.getNodeFactory();
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

  private SparkJson() {}

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /**
   * The current row.
   *
   * @param schema Spark's schema of the table
   */
  static String row(ResultSet rows, JsonNode schema) throws SQLException {
    ObjectNode row = NODES.objectNode();
    int column = 1;
    for (JsonNode field : schema.get("fields")) {
      row.set(field.get("name").asText(), top(rows, column, field.get("type")));
      column++;
    }
    return row.toString();
  }

  private static JsonNode top(ResultSet rows, int column, JsonNode type) throws SQLException {
    Object value =
        switch (type.isTextual() ? type.asText() : type.get("type").asText()) {
          case "date" -> rows.getObject(column, LocalDate.class);
          case "timestamp" -> rows.getObject(column, OffsetDateTime.class);
          case "timestamp_ntz" -> rows.getObject(column, LocalDateTime.class);
          default -> rows.getObject(column);
        };
    return node(value, type);
  }

  private static JsonNode node(Object value, JsonNode type) throws SQLException {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    } else if (value instanceof Float || value instanceof Double) {
      return floating(value.toString());
    } else if (value instanceof BigDecimal decimal) {
      return NODES.numberNode(decimal);
    } else if (value instanceof Number number) {
      return NODES.numberNode(BigDecimal.valueOf(number.longValue()));
    } else if (value instanceof byte[] bytes) {
      return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof Date date) {
      return NODES.textNode(date.toLocalDate().toString());
    } else if (value instanceof Timestamp timestamp) {
      return type.asText().equals("timestamp")
          ? node(timestamp.toInstant().atOffset(ZoneOffset.UTC), type)
          : node(timestamp.toLocalDateTime(), type);
    } else if (value instanceof OffsetDateTime instant) {
      String utc = MICROS.format(instant.withOffsetSameInstant(ZoneOffset.UTC));
      return NODES.textNode(utc + "Z");
    } else if (value instanceof LocalDateTime dateTime) {
      return NODES.textNode(MICROS.format(dateTime));
    } else if (value instanceof String text && type.asText().equals("variant")) {
      return parse(text);
    } else if (value instanceof Array || value instanceof Struct || value instanceof Map) {
      return nested(value, type);
    }
    return NODES.textNode(value.toString());
  }

  private static JsonNode nested(Object value, JsonNode type) throws SQLException {
    if (value instanceof Array array) {
      ArrayNode json = NODES.arrayNode();
      for (Object element : (Object[]) array.getArray()) {
        json.add(node(element, type.get("elementType")));
      }
      return json;
    }
    ObjectNode json = NODES.objectNode();
    if (value instanceof Struct struct) {
      Object[] attributes = struct.getAttributes();
      for (int i = 0; i < attributes.length; i++) {
        JsonNode field = type.get("fields").get(i);
        json.set(field.get("name").asText(), node(attributes[i], field.get("type")));
      }
    } else {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        json.set(String.valueOf(entry.getKey()), node(entry.getValue(), type.get("valueType")));
      }
    }
    return json;
  }

  /** Text that each number of the type has once: Java's releases write some in different ways. */
  private static JsonNode floating(String text) {
    return Double.isFinite(Double.parseDouble(text))
        ? NODES.numberNode(new BigDecimal(text))
        : NODES.textNode(text);
  }

  /** An expected line with its floating-point numbers as this Java writes them. */
  static String expected(String line, JsonNode schema) {
    return rewritten(parse(line), schema).toString();
  }

  private static JsonNode rewritten(JsonNode value, JsonNode type) {
    if (type == null || value.isNull()) {
      return value;
    } else if (value.isNumber() && type.asText().equals("float")) {
      return floating(Float.toString(Float.parseFloat(value.asText())));
    } else if (value.isNumber() && type.asText().equals("double")) {
      return floating(Double.toString(Double.parseDouble(value.asText())));
    } else if (value.isArray() && type.isObject()) {
      ArrayNode json = NODES.arrayNode();
      value.forEach(element -> json.add(rewritten(element, type.get("elementType"))));
      return json;
    } else if (value.isObject() && type.isObject()) {
      ObjectNode json = NODES.objectNode();
      JsonNode valueType = type.get("valueType");
      value
          .properties()
          .forEach(
              entry ->
                  json.set(
                      entry.getKey(),
                      rewritten(
                          entry.getValue(),
                          valueType == null ? fieldType(type, entry.getKey()) : valueType)));
      return json;
    }
    return value.isIntegralNumber() ? NODES.numberNode(value.decimalValue()) : value;
  }

  private static JsonNode fieldType(JsonNode struct, String name) {
    for (JsonNode field : struct.get("fields")) {
      if (field.get("name").asText().equals(name)) {
        return field.get("type");
      }
    }
    return null;
  }
}
