package io.github.datafusionjdbc.policy.ast;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.calcite.sql.SqlNode;

/**
 * A statement's tree as versioned JSON, described by the resource {@code
 * ast-payload-v1.schema.json} beside this class.
 *
 * <p>Equal trees give equal text on every JVM and in every locale. Positions are those of the
 * parser: line and column from 1, the end included, 0 for what was not in the text.
 *
 * <p>A call class outside Calcite has a place in payloads when its operator's {@code createCall}
 * makes it whole from its operands. What such a call says beside them belongs into the operator's
 * name, since literals are masked in fingerprints of shape.
 */
public final class AstPayload {
  /** The version that {@link #write} gives and {@link #read} takes. */
  public static final int VERSION = 1;

  /** How deep a tree may be; a thread of the usual stack of 1 MiB can walk it. */
  static final int MAX_DEPTH = 1000;

  // A call is an object that holds an array of operands.
  private static final int MAX_NESTING = 4 * MAX_DEPTH;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AstPayload() {}

  /**
   * The tree as canonical JSON: keys in fixed order, no white space, ASCII only.
   *
   * @throws AstPayloadException if the tree has a node that payloads of this version cannot hold,
   *     or is deeper than 1000 nodes
   */
  public static String write(SqlNode root) {
    return write(root, NodeWriter.Mode.PAYLOAD);
  }

  static String write(SqlNode root, NodeWriter.Mode mode) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeFieldName("root");
      new NodeWriter(json, mode).write(root);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * The tree that a payload describes.
   *
   * @throws AstPayloadException if the text is no payload, has another version, or names an
   *     operator that {@code operators} lacks
   */
  public static SqlNode read(String payload, OperatorLookup operators) {
    JsonNode json;
    try {
      json = JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      throw new AstPayloadException("not an AST payload: " + e.getOriginalMessage(), e);
    }
    if (json == null || !json.isObject() || !json.path("version").isInt()) {
      throw new AstPayloadException("not an AST payload: no version at its top");
    }
    int version = json.get("version").intValue();
    if (version != VERSION) {
      throw new AstPayloadException(
          "AST payload of version " + version + "; only version " + VERSION + " can be read");
    }
    SqlNode root = new NodeReader(operators).read(json.get("root"));
    if (root == null) {
      throw new AstPayloadException("not an AST payload: no root");
    }
    return root;
  }
}
