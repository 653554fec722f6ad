package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.ColumnType;
import io.github.datafusionjdbc.policy.ddl.TypeNode;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.Map;
import org.apache.calcite.sql.SqlNode;

/** Types of columns that only the engine holds: rows in memory and external files. */
final class EngineTypes {
  /** Names of Spark's in the engine's words; all other names are the engine's business. */
  private static final Map<String, String> NAMES =
      Map.of(
          "BYTE", "TINYINT",
          "SHORT", "SMALLINT",
          "LONG", "BIGINT",
          "BINARY", "BYTEA",
          "VARBINARY", "BYTEA",
          "BLOB", "BYTEA",
          "TIMESTAMP_NTZ", "TIMESTAMP",
          "TIMESTAMP_LTZ", "TIMESTAMP WITH TIME ZONE",
          "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE",
          "TIMESTAMP WITHOUT TIME ZONE", "TIMESTAMP");

  private EngineTypes() {}

  /** The type by the text that the engine reads; only a limit on a string's length stays ours. */
  static ColumnType of(TypeNode canonical) throws StatementRefused {
    String name = canonical.typeName().getSimple();
    if ((name.equals("VARCHAR") || name.equals("CHAR")) && !canonical.arguments().isEmpty()) {
      return ColumnTypes.of(canonical);
    }
    return new ColumnType.EngineOnly(
        canonical.arguments().isEmpty()
            ? NAMES.getOrDefault(name, name)
            : EngineSql.ofExpression((SqlNode) canonical));
  }
}
