package io.github.datafusionjdbc.policy.ast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlInsertKeyword;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonExistsErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonValueReturning;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Keywords that a tree holds as constants of an enum. Only enums listed here are read, so that a
 * payload cannot name a class to load.
 */
final class Symbols {
  private static final Map<String, Class<?>> ENUMS =
      Stream.of(
              JoinType.class,
              JoinConditionType.class,
              SqlSelectKeyword.class,
              SqlInsertKeyword.class,
              SqlExplain.Depth.class,
              SqlExplainLevel.class,
              SqlExplainFormat.class,
              SqlTrimFunction.Flag.class,
              TimeUnit.class,
              TimeUnitRange.class,
              SqlHint.HintOptionFormat.class,
              SqlJsonConstructorNullClause.class,
              SqlJsonEmptyOrError.class,
              SqlJsonExistsErrorBehavior.class,
              SqlJsonQueryEmptyOrErrorBehavior.class,
              SqlJsonQueryWrapperBehavior.class,
              SqlJsonValueEmptyOrErrorBehavior.class,
              SqlJsonValueReturning.class,
              // These two are private, but their constants are not.
              enumOf(SqlWindow.createCurrentRow(SqlParserPos.ZERO)),
              enumOf(SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO)))
          .collect(Collectors.toUnmodifiableMap(Symbols::name, Function.identity()));

  private Symbols() {}

  static void write(Enum<?> symbol, SqlParserPos position, JsonGenerator json) throws IOException {
    String name = name(symbol.getDeclaringClass());
    if (!ENUMS.containsKey(name)) {
      throw NodeWriter.unknown(symbol.getDeclaringClass(), position);
    }
    json.writeStringField("type", "SYMBOL");
    json.writeStringField("enum", name);
    json.writeStringField("value", symbol.name());
  }

  static Enum<?> read(JsonNode json) {
    String name = NodeReader.text(json, "enum");
    String value = NodeReader.text(json, "value");
    Class<?> type = ENUMS.get(name);
    return Arrays.stream(type == null ? new Object[0] : type.getEnumConstants())
        .map(constant -> (Enum<?>) constant)
        .filter(constant -> constant.name().equals(value))
        .findFirst()
        .orElseThrow(
            () -> new AstPayloadException("AST payload: unknown symbol " + name + " " + value));
  }

  private static Class<?> enumOf(SqlNode symbol) {
    return ((Enum<?>) ((SqlLiteral) symbol).getValue()).getDeclaringClass();
  }

  // Without the package, which differs where Calcite is relocated.
  private static String name(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
  }
}
