package io.github.datafusionjdbc.policy.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.datafusionjdbc.policy.StatementKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of one policy file, or of a built-in policy.
 *
 * @param name as messages name it
 * @param settings settings of the engine that SET and RESET may change
 * @param paths where statements may read and write files, null for anywhere: {@link
 *     Policy#WAREHOUSE}, URIs and absolute paths
 * @param readable tables that may be read, null for all
 * @param writable tables that may be made, filled and dropped, null for all
 * @param readOnly whether only statements that change nothing are allowed
 */
record PolicyRules(
    String name,
    NameRule statements,
    NameRule constructs,
    NameRule operators,
    NameRule functions,
    NameRule settings,
    List<String> paths,
    List<TablePattern> readable,
    List<TablePattern> writable,
    PolicyLimits limits,
    boolean readOnly) {
  /**
   * Kinds that change nothing but the connection; a kind that is not named here counts as one that
   * does.
   */
  private static final Set<StatementKind> READING =
      EnumSet.of(
          StatementKind.QUERY,
          StatementKind.EXPLAIN,
          StatementKind.DESCRIBE,
          StatementKind.SET,
          StatementKind.USE,
          StatementKind.PREPARE,
          StatementKind.DEALLOCATE);

  /** Schemas that every policy leaves readable: JDBC's metadata and the connection's own record. */
  private static final Set<String> SYSTEM_SCHEMAS = Set.of("information_schema", "diagnostics");

  static final PolicyRules STANDARD = builtIn("standard", null, false);
  static final PolicyRules IN_WAREHOUSE = builtIn("warehouse", List.of(Policy.WAREHOUSE), false);
  static final PolicyRules READ_ONLY = builtIn("readonly", null, true);

  private static PolicyRules builtIn(String name, List<String> paths, boolean readOnly) {
    return new PolicyRules(
        name,
        NameRule.ALL,
        NameRule.ALL,
        NameRule.ALL,
        NameRule.ALL,
        NameRule.ALL,
        paths,
        null,
        null,
        PolicyLimits.NONE,
        readOnly);
  }

  boolean allows(StatementKind kind) {
    return statements.allows(kind.name()) && (!readOnly || READING.contains(kind));
  }

  boolean readable(String schema, String table) {
    return readable == null
        || SYSTEM_SCHEMAS.contains(schema)
        || readable.stream().anyMatch(pattern -> pattern.matches(schema, table));
  }

  boolean writable(String schema, String table) {
    return writable == null
        || writable.stream().anyMatch(pattern -> pattern.matches(schema, table));
  }

  /** The rules in canonical form; the name, which does not change what is allowed, is left out. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    statements.write(json.putObject("statements"));
    constructs.write(json.putObject("constructs"));
    operators.write(json.putObject("operators"));
    functions.write(json.putObject("functions"));
    settings.write(json.putObject("settings"));
    if (paths != null) {
      paths.stream().sorted().distinct().forEach(json.putArray("paths")::add);
    }
    ObjectNode tables = json.putObject("tables");
    write(tables, "read", readable);
    write(tables, "write", writable);
    limits.write(json.putObject("limits"));
    json.put("readOnly", readOnly);
    return json;
  }

  private static void write(ObjectNode json, String member, List<TablePattern> patterns) {
    if (patterns != null) {
      patterns.stream()
          .map(TablePattern::text)
          .sorted()
          .distinct()
          .forEach(json.putArray(member)::add);
    }
  }
}
