package io.github.datafusionjdbc.policy.parser;

/** Choices of the grammar that two tokens decide. */
final class Lookahead {
  private Lookahead() {}

  /** Whether the word may be an alias that no AS announces. */
  static boolean mayBeAlias(Token word, Token next) {
    return switch (word.kind) {
      case DialectParserConstants.SEMI, DialectParserConstants.ANTI, DialectParserConstants.ASOF ->
          next.kind != DialectParserConstants.JOIN;
      case DialectParserConstants.AT -> next.kind != DialectParserConstants.TIME;
      case DialectParserConstants.PIVOT,
          DialectParserConstants.UNPIVOT,
          DialectParserConstants.MATCH_RECOGNIZE,
          DialectParserConstants.MATCH_CONDITION ->
          next.kind != DialectParserConstants.LPAREN;
      default -> true;
    };
  }

  /** Whether the word is a function with a syntax of its own. */
  static boolean isSpecialFunction(Token word, Token next) {
    return next.kind == DialectParserConstants.LPAREN
        && switch (word.kind) {
          case DialectParserConstants.CAST,
              DialectParserConstants.TRY_CAST,
              DialectParserConstants.EXTRACT,
              DialectParserConstants.POSITION,
              DialectParserConstants.OVERLAY,
              DialectParserConstants.SUBSTRING,
              DialectParserConstants.TRIM ->
              true;
          default -> false;
        };
  }

  /** Whether a window specification goes on with something else than the name of a window. */
  static boolean startsWindowClause(Token word, Token next) {
    return switch (word.kind) {
      case DialectParserConstants.ROWS,
          DialectParserConstants.RANGE,
          DialectParserConstants.GROUPS ->
          next.kind != DialectParserConstants.RPAREN
              && next.kind != DialectParserConstants.PARTITION
              && next.kind != DialectParserConstants.ORDER;
      case DialectParserConstants.RPAREN,
          DialectParserConstants.PARTITION,
          DialectParserConstants.ORDER ->
          true;
      default -> false;
    };
  }
}
