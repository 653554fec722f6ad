package io.github.datafusionjdbc.policy.ast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Data types as JSON. */
final class TypeSpecs {
  private TypeSpecs() {}

  /** Writes the type's fields into the open object. */
  static void write(SqlDataTypeSpec type, NodeWriter writer) throws IOException {
    JsonGenerator json = writer.json();
    json.writeFieldName("spec");
    writeSpec(type.getTypeNameSpec(), writer);
    json.writeFieldName("nullable");
    json.writePOJO(type.getNullable());
    TimeZone zone = type.getTimeZone();
    json.writeStringField("timeZone", zone == null ? null : zone.getID());
  }

  private static void writeSpec(SqlTypeNameSpec spec, NodeWriter writer) throws IOException {
    JsonGenerator json = writer.json();
    Class<?> type = spec.getClass();
    json.writeStartObject();
    if (type == SqlBasicTypeNameSpec.class) {
      var basic = (SqlBasicTypeNameSpec) spec;
      json.writeStringField("form", "basic");
      json.writeStringField("name", basic.getTypeName().getSimple());
      json.writeNumberField("precision", basic.getPrecision());
      json.writeNumberField("scale", basic.getScale());
      json.writeStringField("charset", basic.getCharSetName());
    } else if (type == SqlUserDefinedTypeNameSpec.class) {
      json.writeStringField("form", "named");
      json.writeFieldName("name");
      writer.write(spec.getTypeName());
    } else if (type == SqlCollectionTypeNameSpec.class) {
      json.writeStringField("form", "collection");
      json.writeStringField("name", spec.getTypeName().getSimple());
      json.writeFieldName("element");
      writeSpec(((SqlCollectionTypeNameSpec) spec).getElementTypeName(), writer);
    } else if (type == SqlMapTypeNameSpec.class) {
      var map = (SqlMapTypeNameSpec) spec;
      json.writeStringField("form", "map");
      json.writeFieldName("key");
      writer.write(map.getKeyType());
      json.writeFieldName("value");
      writer.write(map.getValType());
    } else if (type == SqlRowTypeNameSpec.class) {
      var row = (SqlRowTypeNameSpec) spec;
      json.writeStringField("form", "row");
      json.writeArrayFieldStart("fields");
      for (int i = 0; i < row.getArity(); i++) {
        json.writeStartObject();
        json.writeFieldName("name");
        writer.write(row.getFieldNames().get(i));
        json.writeFieldName("type");
        writer.write(row.getFieldTypes().get(i));
        json.writeEndObject();
      }
      json.writeEndArray();
    } else {
      throw NodeWriter.unknown(type, spec.getParserPos());
    }
    writer.writePosition(spec.getParserPos());
    json.writeEndObject();
  }

  /** The type that an object describes. */
  static SqlDataTypeSpec read(JsonNode json, NodeReader reader) {
    String zone = NodeReader.textOrNull(json, "timeZone");
    return new SqlDataTypeSpec(
        readSpec(json.path("spec"), reader),
        zone == null ? null : TimeZone.getTimeZone(zone),
        json.path("nullable").isNull() ? null : NodeReader.bool(json, "nullable"),
        NodeReader.position(json));
  }

  private static SqlTypeNameSpec readSpec(JsonNode json, NodeReader reader) {
    SqlParserPos pos = NodeReader.position(json);
    String form = NodeReader.text(json, "form");
    return switch (form) {
      case "basic" ->
          new SqlBasicTypeNameSpec(
              NodeReader.constant(SqlTypeName.class, NodeReader.text(json, "name")),
              NodeReader.number(json, "precision"),
              NodeReader.number(json, "scale"),
              NodeReader.textOrNull(json, "charset"),
              pos);
      case "named" ->
          new SqlUserDefinedTypeNameSpec(required(json, "name", SqlIdentifier.class, reader), pos);
      case "collection" ->
          new SqlCollectionTypeNameSpec(
              readSpec(json.path("element"), reader),
              NodeReader.constant(SqlTypeName.class, NodeReader.text(json, "name")),
              pos);
      case "map" ->
          new SqlMapTypeNameSpec(
              required(json, "key", SqlDataTypeSpec.class, reader),
              required(json, "value", SqlDataTypeSpec.class, reader),
              pos);
      case "row" -> {
        List<SqlIdentifier> names = new ArrayList<>();
        List<SqlDataTypeSpec> types = new ArrayList<>();
        for (JsonNode field : json.path("fields")) {
          names.add(required(field, "name", SqlIdentifier.class, reader));
          types.add(required(field, "type", SqlDataTypeSpec.class, reader));
        }
        yield new SqlRowTypeNameSpec(pos, names, types);
      }
      default -> throw new AstPayloadException("AST payload: unknown form of type " + form);
    };
  }

  private static <T extends SqlNode> T required(
      JsonNode json, String key, Class<T> type, NodeReader reader) {
    T node = reader.read(json, key, type);
    if (node == null) {
      throw new AstPayloadException("AST payload: a type lacks its " + key);
    }
    return node;
  }
}
