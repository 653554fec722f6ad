package io.github.datafusionjdbc.policy.ast;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlDescribeTable;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOption;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlTableRef;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Writes a tree as JSON. {@link NodeReader} is its counterpart. */
final class NodeWriter {
  /** What of the tree is written. */
  enum Mode {
    /** Everything. */
    PAYLOAD,
    /** What bears on the result. */
    MEANING,
    /** The same without the values of literals. */
    SHAPE
  }

  /** Which values of literals are written. */
  private enum Values {
    KEPT,
    ORDINALS,
    MASKED
  }

  // Calcite's own calls whose operands say everything about them; a class of ours has to be so.
  private static final Set<Class<?>> COMPLETE_CALLS =
      Set.of(
          SqlBasicCall.class,
          SqlSelect.class,
          SqlJoin.class,
          SqlAsofJoin.class,
          SqlOrderBy.class,
          SqlWith.class,
          SqlWithItem.class,
          SqlWindow.class,
          SqlCase.class,
          SqlSnapshot.class,
          SqlExplain.class,
          SqlHint.class,
          SqlTableRef.class,
          SqlStarExclude.class,
          SqlStarReplace.class,
          SqlLambda.class,
          SqlInsert.class,
          SqlUpdate.class,
          SqlDelete.class,
          SqlMerge.class,
          SqlDescribeTable.class,
          SqlSetOption.class);

  // Calls where a boolean operand is a flag of the syntax.
  private static final Set<Class<?>> CALLS_WITH_FLAGS =
      Set.of(SqlJoin.class, SqlAsofJoin.class, SqlWindow.class, SqlWithItem.class);

  // Operators of the dialect where a literal is syntax too: a flag, a field, the key of a struct.
  private static final Set<String> NAMES_WITH_FLAGS = Set.of("EXPLAIN QUERY", "EXTRACT FIELD");
  private static final String STRUCT = "STRUCT LITERAL";

  // Where the numbers in a list are syntax: the digits of a decimal, the length of a string.
  private static final String TYPE = "COLUMN TYPE";

  // Between a list of keys and the number of a column in it.
  private static final Set<SqlKind> AROUND_ORDINALS =
      EnumSet.of(
          SqlKind.DESCENDING,
          SqlKind.NULLS_FIRST,
          SqlKind.NULLS_LAST,
          SqlKind.ROLLUP,
          SqlKind.CUBE,
          SqlKind.GROUPING_SETS,
          SqlKind.ROW);

  private static final int SELECT_GROUP_BY = 4;
  private static final int SELECT_ORDER_BY = 8;
  private static final int ORDER_BY_LIST = 1;

  private final JsonGenerator json;
  private final Mode mode;
  private int depth;

  NodeWriter(JsonGenerator json, Mode mode) {
    this.json = json;
    this.mode = mode;
  }

  JsonGenerator json() {
    return json;
  }

  /** Writes the node, or null. */
  void write(SqlNode node) throws IOException {
    write(node, mode == Mode.SHAPE ? Values.MASKED : Values.KEPT);
  }

  private void write(SqlNode node, Values values) throws IOException {
    if (++depth > AstPayload.MAX_DEPTH) {
      throw new AstPayloadException(
          "the statement is nested deeper than " + AstPayload.MAX_DEPTH + " levels");
    }
    if (node == null) {
      json.writeNull();
    } else if (node instanceof SqlCall call) {
      writeCall(call, values);
    } else if (node instanceof SqlNodeList list) {
      start("list");
      json.writeArrayFieldStart("items");
      for (SqlNode item : list) {
        write(item, values);
      }
      json.writeEndArray();
      end(node);
    } else if (node instanceof SqlIdentifier identifier) {
      writeIdentifier(identifier);
    } else if (node instanceof SqlLiteral literal) {
      start("literal");
      boolean masked =
          values == Values.MASKED || (values == Values.ORDINALS && !isOrdinal(literal));
      Literals.write(literal, masked, this);
      end(node);
    } else if (node instanceof SqlDynamicParam parameter) {
      start("parameter");
      json.writeNumberField("index", parameter.getIndex());
      end(node);
    } else if (node instanceof SqlDataTypeSpec type) {
      start("type");
      TypeSpecs.write(type, this);
      end(node);
    } else if (node instanceof SqlIntervalQualifier qualifier) {
      start("intervalQualifier");
      Literals.writeQualifier(qualifier, json);
      end(node);
    } else {
      throw unknown(node.getClass(), node.getParserPosition());
    }
    depth--;
  }

  private void writeCall(SqlCall call, Values values) throws IOException {
    if (StandardOperators.isCalcites(call.getClass())
        && !COMPLETE_CALLS.contains(call.getClass())) {
      throw unknown(call.getClass(), call.getParserPosition());
    }
    start("call");
    json.writeStringField("class", call.getClass().getSimpleName());
    writeOperator(call.getOperator());
    json.writeFieldName("quantifier");
    write(call.getFunctionQuantifier());
    json.writeArrayFieldStart("operands");
    List<SqlNode> operands = call.getOperandList();
    for (int i = 0; i < operands.size(); i++) {
      SqlNode operand = operands.get(i);
      write(operand, values == Values.KEPT ? values : valuesOf(call, i, operand, values));
    }
    json.writeEndArray();
    end(call);
  }

  private static Values valuesOf(SqlCall call, int ordinal, SqlNode operand, Values values) {
    if (call instanceof SqlSelect) {
      return ordinal == SELECT_GROUP_BY || ordinal == SELECT_ORDER_BY
          ? Values.ORDINALS
          : Values.MASKED;
    }
    if (call instanceof SqlOrderBy) {
      return ordinal == ORDER_BY_LIST ? Values.ORDINALS : Values.MASKED;
    }
    if (call.getOperator().getName().equals(TYPE)) {
      return Values.KEPT;
    }
    if (operand instanceof SqlLiteral literal && isSyntax(call, ordinal, literal)) {
      return Values.KEPT;
    }
    return values == Values.ORDINALS && AROUND_ORDINALS.contains(call.getKind())
        ? Values.ORDINALS
        : Values.MASKED;
  }

  private static boolean isSyntax(SqlCall call, int ordinal, SqlLiteral literal) {
    String operator = call.getOperator().getName();
    return (CALLS_WITH_FLAGS.contains(call.getClass())
            && literal.getTypeName() == SqlTypeName.BOOLEAN)
        || NAMES_WITH_FLAGS.contains(operator)
        || (operator.equals(STRUCT) && ordinal % 2 == 0);
  }

  private static boolean isOrdinal(SqlLiteral literal) {
    return literal instanceof SqlNumericLiteral number && number.isInteger();
  }

  private void writeOperator(SqlOperator operator) throws IOException {
    if (operator instanceof SqlUnresolvedFunction function) {
      json.writeObjectFieldStart("function");
      json.writeFieldName("name");
      writeIdentifier(function.getNameAsId());
      json.writeStringField("category", function.getFunctionType().name());
    } else {
      json.writeObjectFieldStart("operator");
      json.writeStringField("name", StandardOperators.payloadName(operator));
      json.writeStringField("kind", operator.getKind().name());
      json.writeStringField("syntax", operator.getSyntax().name());
    }
    json.writeEndObject();
  }

  /** Writes the parts of a name; the part of a star is {@code {"star":true}}. */
  void writeIdentifier(SqlIdentifier identifier) throws IOException {
    if (identifier.getCollation() != null) {
      throw new AstPayloadException("no payload for the collation of a name" + at(identifier));
    }
    start("identifier");
    json.writeArrayFieldStart("parts");
    for (int i = 0; i < identifier.names.size(); i++) {
      String name = identifier.names.get(i);
      json.writeStartObject();
      if (name.isEmpty()) {
        json.writeBooleanField("star", true);
      } else {
        json.writeStringField("name", name);
      }
      if (mode == Mode.PAYLOAD) {
        json.writeBooleanField("quoted", identifier.isComponentQuoted(i));
      }
      writePosition(identifier.getComponentParserPosition(i));
      json.writeEndObject();
    }
    json.writeEndArray();
    end(identifier);
  }

  void writePosition(SqlParserPos position) throws IOException {
    if (mode == Mode.PAYLOAD) {
      json.writeArrayFieldStart("pos");
      json.writeNumber(position.getLineNum());
      json.writeNumber(position.getColumnNum());
      json.writeNumber(position.getEndLineNum());
      json.writeNumber(position.getEndColumnNum());
      json.writeEndArray();
    }
  }

  private void start(String node) throws IOException {
    json.writeStartObject();
    json.writeStringField("node", node);
  }

  private void end(SqlNode node) throws IOException {
    writePosition(node.getParserPosition());
    json.writeEndObject();
  }

  private static String at(SqlNode node) {
    return at(node.getParserPosition());
  }

  private static String at(SqlParserPos position) {
    return " at line " + position.getLineNum() + ", column " + position.getColumnNum();
  }

  /** For what payloads of this version have no place for. */
  static AstPayloadException unknown(Class<?> type, SqlParserPos position) {
    return new AstPayloadException("no payload for " + type.getSimpleName() + at(position));
  }
}
