package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.parser.DialectParser;
import io.github.datafusionjdbc.policy.parser.DialectParserConstants;
import io.github.datafusionjdbc.policy.parser.Token;
import io.github.datafusionjdbc.policy.sql.Ascii;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Tells statements by their first words: those not admitted yet are refused by their kind. */
final class UnsupportedStatements {
  private static final Set<Integer> QUERY_STARTS =
      Set.of(
          DialectParserConstants.SELECT,
          DialectParserConstants.WITH,
          DialectParserConstants.VALUES,
          DialectParserConstants.TABLE,
          DialectParserConstants.FROM,
          DialectParserConstants.LPAREN,
          DialectParserConstants.EOF);

  private static final Set<String> ONE_WORD =
      Set.of(
          "ALTER",
          "ANALYZE",
          "BEGIN",
          "CALL",
          "COMMENT",
          "COMMIT",
          "COPY",
          "CREATE",
          "DEALLOCATE",
          "DELETE",
          "DROP",
          "EXECUTE",
          "GRANT",
          "INSERT",
          "LOCK",
          "MERGE",
          "OPTIMIZE",
          "PREPARE",
          "REPLACE",
          "REVOKE",
          "ROLLBACK",
          "SAVEPOINT",
          "START",
          "TRUNCATE",
          "UPDATE",
          "VACUUM");

  /** Statements that the grammar has, but not after EXPLAIN. */
  private static final Set<String> IN_THE_GRAMMAR =
      Set.of(
          "ALTER",
          "COPY",
          "CREATE",
          "DEALLOCATE",
          "DELETE",
          "DESC",
          "DESCRIBE",
          "DROP",
          "EXECUTE",
          "INSERT",
          "MERGE",
          "PREPARE",
          "RESET",
          "SET",
          "SHOW",
          "TRUNCATE",
          "UPDATE",
          "USE");

  private static final List<String> KNOWN_STARTS =
      List.of(
          "SELECT",
          "WITH",
          "VALUES",
          "TABLE",
          "FROM",
          "EXPLAIN",
          "CREATE",
          "DROP",
          "INSERT",
          "COPY",
          "UPDATE",
          "DELETE",
          "MERGE",
          "PREPARE",
          "EXECUTE",
          "SHOW",
          "DESCRIBE",
          "SET",
          "RESET",
          "USE");

  /** Words between the verb and what it acts on. */
  private static final Set<String> SKIPPED =
      Set.of("OR", "REPLACE", "TEMP", "TEMPORARY", "UNBOUNDED", "EXTERNAL", "GLOBAL", "LOCAL");

  private static final Map<String, Set<String>> OBJECTS =
      Map.of(
          "CREATE",
          Set.of("TABLE", "VIEW", "SCHEMA", "DATABASE", "FUNCTION", "INDEX", "CATALOG", "ROLE"),
          "DROP",
          Set.of("TABLE", "VIEW", "SCHEMA", "DATABASE", "FUNCTION", "INDEX", "CATALOG", "ROLE"),
          "ALTER",
          Set.of("TABLE", "VIEW", "SCHEMA", "DATABASE", "SESSION"));

  private UnsupportedStatements() {}

  static void check(DialectParser parser) throws StatementRefused {
    int i = 1;
    while (parser.getToken(i).kind == DialectParserConstants.SEMICOLON) {
      i++;
    }
    Token first = parser.getToken(i);
    if (first.kind == DialectParserConstants.LBRACE && isCall(parser.getToken(i + 1))) {
      throw Refusals.notSupported(
          "the escape {call ..}: there are no procedures, and calling one",
          new SqlParserPos(first.beginLine, first.beginColumn),
          first.image);
    }
    if (first.image != null && IN_THE_GRAMMAR.contains(Ascii.upper(first.image))) {
      return;
    }
    if (first.kind == DialectParserConstants.EXPLAIN) {
      do {
        i++;
      } while (parser.getToken(i).kind == DialectParserConstants.ANALYZE
          || parser.getToken(i).kind == DialectParserConstants.VERBOSE);
      first = parser.getToken(i);
    }
    if (QUERY_STARTS.contains(first.kind)) {
      return;
    }
    String word = Ascii.upper(first.image);
    if (!ONE_WORD.contains(word) && !(i > 1 && IN_THE_GRAMMAR.contains(word))) {
      if (i == 1 && first.kind == DialectParserConstants.IDENTIFIER) {
        String nearest = NearestName.of(word, KNOWN_STARTS);
        throw Refusals.syntax(
            "'"
                + first.image
                + "' begins no statement"
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?"),
            new SqlParserPos(first.beginLine, first.beginColumn),
            first.image);
      }
      return;
    }
    String kind = word;
    Set<String> objects = OBJECTS.get(word);
    if (objects != null) {
      String next;
      do {
        Token token = parser.getToken(++i);
        next = token.image == null ? "" : Ascii.upper(token.image);
      } while (SKIPPED.contains(next));
      if (objects.contains(next)) {
        kind = word + ' ' + next;
      }
    }
    throw Refusals.notSupported(
        kind, new SqlParserPos(first.beginLine, first.beginColumn), first.image);
  }

  /** Whether {@code {call ..}} or {@code {? = call ..}} goes on here. */
  private static boolean isCall(Token second) {
    return second.kind == DialectParserConstants.HOOK
        || (second.image != null && Ascii.upper(second.image).equals("CALL"));
  }
}
