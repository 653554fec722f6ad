package io.github.datafusionjdbc.policy.ast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes a tree of JSON. {@link NodeWriter} is its counterpart. */
final class NodeReader {
  private final OperatorLookup operators;
  private int depth;

  NodeReader(OperatorLookup operators) {
    this.operators = operators;
  }

  /** The node that a value describes; null if it is JSON's null. */
  SqlNode read(JsonNode json) {
    if (json == null || json.isMissingNode()) {
      throw new AstPayloadException("AST payload: a node is missing");
    }
    if (json.isNull()) {
      return null;
    }
    if (++depth > AstPayload.MAX_DEPTH) {
      throw new AstPayloadException(
          "AST payload: nested deeper than " + AstPayload.MAX_DEPTH + " levels");
    }
    SqlParserPos pos = position(json);
    String kind = text(json, "node");
    SqlNode node =
        switch (kind) {
          case "call" -> readCall(json, pos);
          case "list" -> new SqlNodeList(readAll(json, "items"), pos);
          case "identifier" -> readIdentifier(json, pos);
          case "literal" -> readLiteral(json);
          case "parameter" -> new SqlDynamicParam(number(json, "index"), pos);
          case "type" -> TypeSpecs.read(json, this);
          case "intervalQualifier" -> Literals.readQualifier(json);
          default -> throw new AstPayloadException("AST payload: unknown node " + kind);
        };
    depth--;
    return node;
  }

  /** The node under a key, which has to be of that type or null. */
  <T extends SqlNode> T read(JsonNode json, String key, Class<T> type) {
    SqlNode node = json.has(key) ? read(json.get(key)) : null;
    if (node != null && !type.isInstance(node)) {
      throw new AstPayloadException(
          "AST payload: " + key + " is a " + node.getClass().getSimpleName());
    }
    return type.cast(node);
  }

  private SqlCall readCall(JsonNode json, SqlParserPos pos) {
    SqlOperator operator =
        json.has("function")
            ? readFunction(json.get("function"))
            : findOperator(json.path("operator"));
    SqlLiteral quantifier = read(json, "quantifier", SqlLiteral.class);
    List<SqlNode> operands = readAll(json, "operands");
    String type = text(json, "class");
    SqlCall call;
    try {
      call =
          type.equals(SqlBasicCall.class.getSimpleName())
              ? new SqlBasicCall(operator, operands, pos, quantifier)
              : operator.createCall(quantifier, pos, operands.toArray(new SqlNode[0]));
    } catch (RuntimeException | AssertionError e) {
      throw new AstPayloadException(
          "AST payload: " + operator.getName() + " does not take these operands", e);
    }
    if (!call.getClass().getSimpleName().equals(type)) {
      throw new AstPayloadException("AST payload: " + operator.getName() + " makes no " + type);
    }
    return call;
  }

  private SqlLiteral readLiteral(JsonNode json) {
    try {
      return Literals.read(json, this);
    } catch (IllegalArgumentException e) {
      throw new AstPayloadException("AST payload: not a literal: " + json, e);
    }
  }

  private SqlOperator readFunction(JsonNode json) {
    SqlIdentifier name = read(json, "name", SqlIdentifier.class);
    if (name == null) {
      throw new AstPayloadException("AST payload: a function lacks its name");
    }
    return new SqlUnresolvedFunction(
        name, null, null, null, null, constant(SqlFunctionCategory.class, text(json, "category")));
  }

  private SqlOperator findOperator(JsonNode json) {
    String name = text(json, "name");
    String kind = text(json, "kind");
    String syntax = text(json, "syntax");
    SqlOperator operator =
        operators.find(name, constant(SqlKind.class, kind), constant(SqlSyntax.class, syntax));
    if (operator == null) {
      throw new AstPayloadException(
          "AST payload: unknown operator " + name + " (" + kind + ", " + syntax + ")");
    }
    return operator;
  }

  private List<SqlNode> readAll(JsonNode json, String key) {
    JsonNode array = json.path(key);
    if (!array.isArray()) {
      throw new AstPayloadException("AST payload: " + key + " is not an array");
    }
    List<SqlNode> nodes = new ArrayList<>(array.size());
    for (JsonNode item : array) {
      nodes.add(read(item));
    }
    return nodes;
  }

  private static SqlIdentifier readIdentifier(JsonNode json, SqlParserPos pos) {
    List<String> names = new ArrayList<>();
    List<SqlParserPos> positions = new ArrayList<>();
    for (JsonNode part : json.path("parts")) {
      // Calcite's sign for a star is an empty name.
      names.add(part.has("star") ? "" : text(part, "name"));
      positions.add(position(part).withQuoting(bool(part, "quoted")));
    }
    if (names.isEmpty()) {
      throw new AstPayloadException("AST payload: an identifier without parts");
    }
    // Where a name is one part, Calcite's unparser asks the whole name whether it is quoted.
    SqlParserPos whole = pos.withQuoting(names.size() == 1 && positions.get(0).isQuoted());
    return new SqlIdentifier(names, null, whole, positions);
  }

  static SqlParserPos position(JsonNode json) {
    JsonNode pos = json.path("pos");
    if (pos.size() != 4) {
      throw new AstPayloadException("AST payload: pos is not four numbers");
    }
    return new SqlParserPos(
        pos.get(0).asInt(), pos.get(1).asInt(), pos.get(2).asInt(), pos.get(3).asInt());
  }

  static String text(JsonNode json, String key) {
    String text = textOrNull(json, key);
    if (text == null) {
      throw new AstPayloadException("AST payload: " + key + " is missing");
    }
    return text;
  }

  static String textOrNull(JsonNode json, String key) {
    return json.path(key).textValue();
  }

  static int number(JsonNode json, String key) {
    if (!json.path(key).isInt()) {
      throw new AstPayloadException("AST payload: " + key + " is not a number");
    }
    return json.get(key).intValue();
  }

  static boolean bool(JsonNode json, String key) {
    if (!json.path(key).isBoolean()) {
      throw new AstPayloadException("AST payload: " + key + " is neither true nor false");
    }
    return json.get(key).booleanValue();
  }

  static <E extends Enum<E>> E constant(Class<E> type, String name) {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new AstPayloadException("AST payload: " + name + " is no " + type.getSimpleName(), e);
    }
  }
}
