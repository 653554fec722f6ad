package io.github.datafusionjdbc.policy.parser;

import io.github.datafusionjdbc.policy.sql.Ascii;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Words of definitions and writes, which are names everywhere else. */
final class Words {
  private Words() {}

  /** Whether the token is one of the words, unquoted. */
  static boolean is(Token token, String... words) {
    String image = token.image == null ? "" : Ascii.upper(token.image);
    for (String word : words) {
      if (image.equals(word)) {
        return true;
      }
    }
    return false;
  }

  /** The token's text in upper case. */
  static String upper(Token token) {
    return Ascii.upper(token.image);
  }

  /** Where the token stands. */
  static SqlParserPos position(Token token) {
    return new SqlParserPos(token.beginLine, token.beginColumn, token.endLine, token.endColumn);
  }

  /** Whether a statement begins here that this part of the grammar has. */
  static boolean startsStatement(Token token) {
    return is(token, "CREATE", "DROP", "INSERT", "COPY");
  }

  /** Whether a statement begins here that asks about the connection or changes it. */
  static boolean startsSessionStatement(Token token) {
    return is(token, "SHOW", "DESCRIBE", "DESC", "SET", "RESET", "USE");
  }

  /** Whether a statement begins here that changes rows or definitions that are there. */
  static boolean startsChange(Token token) {
    return is(token, "UPDATE", "DELETE", "MERGE", "TRUNCATE", "ALTER");
  }

  /** Whether a statement begins here that is about prepared statements. */
  static boolean startsPreparedStatement(Token token) {
    return is(token, "PREPARE", "EXECUTE", "DEALLOCATE");
  }

  /** Whether the word after a table that is changed is its alias, or AS before one. */
  static boolean isAliasOfChanged(Token token) {
    return switch (token.kind) {
      case DialectParserConstants.AS -> true;
      case DialectParserConstants.SEMICOLON, DialectParserConstants.EOF -> false;
      default ->
          !DialectParser.isReserved(token.kind) && !is(token, "SET") && !is(token, "RETURNING");
    };
  }

  /** Whether a constraint of a table begins here, and not a column. */
  static boolean startsConstraint(Token word, Token second, Token third) {
    if (is(word, "CONSTRAINT")) {
      return is(third, "CHECK", "PRIMARY", "UNIQUE", "FOREIGN");
    }
    return (is(word, "PRIMARY", "FOREIGN") && is(second, "KEY"))
        || (is(word, "CHECK", "UNIQUE") && second.kind == DialectParserConstants.LPAREN);
  }

  /** The failure of a parser whose next token does not fit. */
  static ParseException unexpected(DialectParser parser) {
    ParseException e = new ParseException();
    e.currentToken = parser.getToken(0);
    e.expectedTokenSequences = new int[0][];
    e.tokenImage = DialectParserConstants.tokenImage;
    return e;
  }

  /** The failure of a parser at something that it reads but that means nothing. */
  static CalciteContextException wrong(SqlParserPos pos, String message) {
    return new CalciteContextException(
        message,
        new IllegalArgumentException(message),
        pos.getLineNum(),
        pos.getColumnNum(),
        pos.getEndLineNum(),
        pos.getEndColumnNum());
  }
}
