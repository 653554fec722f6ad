package io.github.datafusionjdbc.policy.spark;

import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** The kinds of the values of expressions in the engine's tree. */
final class Kinds {
  private static final Set<String> STRINGS =
      Set.of(
          "upper",
          "lower",
          "trim",
          "btrim",
          "ltrim",
          "rtrim",
          "replace",
          "reverse",
          "repeat",
          "substr",
          "substring",
          "left",
          "right",
          "concat_ws",
          "uuid",
          "md5");
  private static final Set<String> INTEGERS =
      Set.of(
          "length",
          "char_length",
          "character_length",
          "octet_length",
          "bit_length",
          "strpos",
          "instr",
          "position",
          "date_part");
  private static final Set<String> BOOLEANS =
      Set.of("starts_with", "ends_with", "contains", "isnan");
  private static final Set<String> AS_ARGUMENTS =
      Set.of("coalesce", "nvl", "ifnull", "greatest", "least", "abs");
  private static final Set<SqlOperator> TEXT_SYNTAX =
      Set.of(
          DialectOperators.SUBSTRING,
          DialectOperators.TRIM_BOTH,
          DialectOperators.TRIM_LEADING,
          DialectOperators.TRIM_TRAILING,
          SqlStdOperatorTable.CONCAT);
  private static final Set<SqlOperator> INTEGER_SYNTAX =
      Set.of(DialectOperators.EXTRACT, DialectOperators.POSITION);

  private final Function<SqlIdentifier, ValueKind> columns;

  Kinds(Function<SqlIdentifier, ValueKind> columns) {
    this.columns = columns;
  }

  ValueKind of(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      return columns.apply(name);
    }
    if (node instanceof SqlLiteral literal) {
      return literal(literal);
    }
    if (node instanceof SqlCase conditional) {
      ValueKind kind = common(conditional.getThenOperands().getList());
      return kind == ValueKind.NULL && conditional.getElseOperand() != null
          ? of(conditional.getElseOperand())
          : kind;
    }
    return node instanceof SqlCall call ? call(call) : ValueKind.OTHER;
  }

  private static ValueKind literal(SqlLiteral literal) {
    if (literal instanceof SqlUnknownLiteral typed) {
      return switch (typed.tag) {
        case "DATE" -> ValueKind.DATE;
        case "TIMESTAMP" -> ValueKind.TIMESTAMP_NTZ;
        default -> ValueKind.OTHER;
      };
    }
    return switch (literal.getTypeName()) {
      case NULL -> ValueKind.NULL;
      case BOOLEAN -> ValueKind.BOOLEAN;
      case CHAR -> ValueKind.STRING;
      case BINARY -> ValueKind.BINARY;
      case DECIMAL -> literal.bigDecimalValue().scale() > 0 ? ValueKind.DOUBLE : ValueKind.INTEGER;
      default -> literal.getTypeName() == SqlTypeName.DOUBLE ? ValueKind.DOUBLE : ValueKind.OTHER;
    };
  }

  private ValueKind call(SqlCall call) {
    if (call.getOperator() instanceof SqlUnresolvedFunction) {
      return function(call);
    }
    if (INTEGER_SYNTAX.contains(call.getOperator())) {
      return ValueKind.INTEGER;
    }
    if (TEXT_SYNTAX.contains(call.getOperator())) {
      return ValueKind.STRING;
    }
    return switch (call.getKind()) {
      case PLUS, MINUS, TIMES, DIVIDE, MOD -> arithmetic(call);
      case MINUS_PREFIX, PLUS_PREFIX -> of(call.operand(0));
      case CAST -> type(call.operand(1));
      default -> operator(call);
    };
  }

  private static ValueKind operator(SqlCall call) {
    return switch (call.getKind()) {
      case AND,
          OR,
          NOT,
          EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_NULL,
          IS_NOT_NULL,
          IS_TRUE,
          IS_NOT_TRUE,
          IS_FALSE,
          IS_NOT_FALSE,
          IS_UNKNOWN,
          IN,
          NOT_IN,
          BETWEEN,
          LIKE,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          ValueKind.BOOLEAN;
      default -> ValueKind.OTHER;
    };
  }

  private ValueKind arithmetic(SqlCall call) {
    ValueKind left = of(call.operand(0));
    ValueKind right = of(call.operand(1));
    return left.isNumber() && right.isNumber() ? wider(left, right) : ValueKind.OTHER;
  }

  /** What two kinds of numbers become together; floating decimals differ between the dialects. */
  private static ValueKind wider(ValueKind left, ValueKind right) {
    if (left == right || right == ValueKind.INTEGER) {
      return left;
    }
    if (left == ValueKind.INTEGER) {
      return right;
    }
    return left == ValueKind.DECIMAL || right == ValueKind.DECIMAL
        ? ValueKind.OTHER
        : ValueKind.DOUBLE;
  }

  private ValueKind function(SqlCall call) {
    String name = Ascii.lower(call.getOperator().getName());
    if (STRINGS.contains(name)) {
      return ValueKind.STRING;
    }
    if (INTEGERS.contains(name)) {
      return ValueKind.INTEGER;
    }
    if (BOOLEANS.contains(name)) {
      return ValueKind.BOOLEAN;
    }
    if (name.equals("nullif")) {
      return of(call.operand(0));
    }
    return AS_ARGUMENTS.contains(name) ? common(call.getOperandList()) : ValueKind.OTHER;
  }

  private ValueKind common(List<SqlNode> nodes) {
    ValueKind kind = ValueKind.NULL;
    for (SqlNode node : nodes) {
      ValueKind other = of(node);
      if (kind == ValueKind.NULL) {
        kind = other;
      } else if (kind.isNumber() && other.isNumber()) {
        kind = wider(kind, other);
      } else if (other != ValueKind.NULL && other != kind) {
        return ValueKind.OTHER;
      }
    }
    return kind;
  }

  /** The kind of a type's text in the engine's dialect. */
  static ValueKind type(SqlNode type) {
    if (!(type instanceof SqlDataTypeSpec spec)) {
      return ValueKind.OTHER;
    }
    String name = Ascii.upper(spec.getTypeName().getSimple());
    if (name.equals("TIMESTAMP WITH TIME ZONE")) {
      return ValueKind.TIMESTAMP;
    }
    int parenthesis = name.indexOf('(');
    String plain = parenthesis < 0 ? name : name.substring(0, parenthesis);
    return switch (plain) {
      case "BOOLEAN", "BOOL" -> ValueKind.BOOLEAN;
      case "TINYINT", "SMALLINT", "INT", "INTEGER", "BIGINT", "INT2", "INT4", "INT8" ->
          ValueKind.INTEGER;
      case "REAL", "FLOAT", "FLOAT4" -> ValueKind.FLOAT;
      case "DOUBLE", "FLOAT8" -> ValueKind.DOUBLE;
      case "DECIMAL", "NUMERIC" -> ValueKind.DECIMAL;
      case "STRING", "TEXT", "VARCHAR" -> parenthesis < 0 ? ValueKind.STRING : ValueKind.OTHER;
      case "DATE" -> ValueKind.DATE;
      case "TIMESTAMP" -> name.endsWith("ZONE") ? ValueKind.TIMESTAMP : ValueKind.TIMESTAMP_NTZ;
      default -> ValueKind.OTHER;
    };
  }

  static boolean isLiteral(SqlNode node) {
    return node instanceof SqlLiteral
        || (node.getKind() == SqlKind.MINUS_PREFIX
            && ((SqlCall) node).operand(0) instanceof SqlLiteral);
  }
}
