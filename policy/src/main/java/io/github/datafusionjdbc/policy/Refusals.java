package io.github.datafusionjdbc.policy;

import java.util.Collection;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The lane's refusals: text, SQLState and place together. */
final class Refusals {
  private static final int LONGEST_MESSAGE = 1000;

  private Refusals() {}

  static StatementRefused syntax(String message, SqlParserPos pos, String word) {
    return at(SqlState.SYNTAX_ERROR, message, pos, word);
  }

  static StatementRefused notSupported(String what, SqlParserPos pos, String word) {
    return at(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported yet", pos, word);
  }

  static StatementRefused unknownTable(
      String name, SqlParserPos pos, String schema, Collection<String> tables) {
    return at(
        SqlState.UNDEFINED_TABLE,
        "there is no table '" + name + "' in schema '" + schema + "'" + hint(name, tables),
        pos,
        name);
  }

  static StatementRefused unknownSchema(String name, SqlParserPos pos, Collection<String> schemas) {
    return at(
        SqlState.UNDEFINED_TABLE,
        "there is no schema '" + name + "'" + hint(name, schemas),
        pos,
        name);
  }

  static StatementRefused unknownCatalog(String name, SqlParserPos pos, String catalog) {
    return at(
        SqlState.UNDEFINED_TABLE,
        "there is no catalog '" + name + "'; the catalog is '" + catalog + "'",
        pos,
        name);
  }

  static StatementRefused unknownQualifier(
      String name, SqlParserPos pos, Collection<String> tables) {
    return at(
        SqlState.UNDEFINED_TABLE,
        "there is no table or alias '" + name + "' in FROM" + hint(name, tables),
        pos,
        name);
  }

  static StatementRefused unknownColumn(
      String name, SqlParserPos pos, String where, Collection<String> columns) {
    return at(
        SqlState.UNDEFINED_COLUMN,
        "there is no column '" + name + "'" + where + hint(name, columns),
        pos,
        name);
  }

  static StatementRefused unknownField(
      String name, SqlParserPos pos, String column, Collection<String> fields) {
    return at(
        SqlState.UNDEFINED_COLUMN,
        "there is no field '" + name + "' in column '" + column + "'" + hint(name, fields),
        pos,
        name);
  }

  static StatementRefused ambiguousColumn(
      String name, SqlParserPos pos, Collection<String> tables) {
    return at(
        SqlState.AMBIGUOUS_COLUMN,
        "column '"
            + name
            + "' is in more than one table: "
            + String.join(", ", tables)
            + "; put the table's name before it",
        pos,
        name);
  }

  static StatementRefused unknownFunction(
      String name, SqlParserPos pos, Collection<String> functions) {
    return at(
        SqlState.UNDEFINED_FUNCTION,
        "there is no function '" + name + "'" + hint(name, functions),
        pos,
        name);
  }

  static StatementRefused wrongFunctionKind(String message, SqlParserPos pos, String name) {
    return at(SqlState.WRONG_OBJECT_TYPE, message, pos, name);
  }

  static StatementRefused misplacedAggregate(String name, SqlParserPos pos, String where) {
    return at(
        SqlState.GROUPING_ERROR,
        "aggregate function '" + name + "' is not allowed " + where,
        pos,
        name);
  }

  /** The message for what a policy holds back; its SQLState is 42501. */
  static String notPermitted(String what, String policy) {
    return what + " is not permitted by policy '" + policy + "'";
  }

  static StatementRefused tooComplex(String message) {
    return new StatementRefused(SqlState.STATEMENT_TOO_COMPLEX, message, 0, 0, null);
  }

  static StatementRefused at(SqlState state, String message, SqlParserPos pos, String word) {
    return new StatementRefused(
        state, shortened(message), pos.getLineNum(), pos.getColumnNum(), word);
  }

  /** A message that a name of megabytes does not fill. */
  private static String shortened(String message) {
    int half = LONGEST_MESSAGE / 2;
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, half) + " .. " + message.substring(message.length() - half);
  }

  private static String hint(String name, Collection<String> candidates) {
    for (String candidate : candidates) {
      if (candidate.equalsIgnoreCase(name)) {
        return "; its name is \"" + candidate + "\" and needs double quotes";
      }
    }
    String nearest = NearestName.of(name, candidates);
    return nearest == null ? "" : "; did you mean '" + nearest + "'?";
  }
}
