package io.github.datafusionjdbc.policy.parser;

import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.BitSet;
import java.util.Set;

/** Choices of the grammar that two tokens decide. */
final class Lookahead {
  /** Words of the grammar that the engine takes as names where nothing else is possible. */
  private static final BitSet RESERVED_NAMES =
      kinds(
          DialectParserConstants.ALL,
          DialectParserConstants.ANY,
          DialectParserConstants.ARRAY,
          DialectParserConstants.AS,
          DialectParserConstants.ASYMMETRIC,
          DialectParserConstants.BETWEEN,
          DialectParserConstants.BY,
          DialectParserConstants.CASE,
          DialectParserConstants.CAST,
          DialectParserConstants.CROSS,
          DialectParserConstants.DISTINCT,
          DialectParserConstants.ELSE,
          DialectParserConstants.END,
          DialectParserConstants.ESCAPE,
          DialectParserConstants.EXCEPT,
          DialectParserConstants.EXISTS,
          DialectParserConstants.FETCH,
          DialectParserConstants.FILTER,
          DialectParserConstants.FOR,
          DialectParserConstants.FULL,
          DialectParserConstants.GROUP,
          DialectParserConstants.HAVING,
          DialectParserConstants.ILIKE,
          DialectParserConstants.IN,
          DialectParserConstants.INNER,
          DialectParserConstants.INTERSECT,
          DialectParserConstants.INTO,
          DialectParserConstants.IS,
          DialectParserConstants.JOIN,
          DialectParserConstants.LATERAL,
          DialectParserConstants.LEFT,
          DialectParserConstants.LIKE,
          DialectParserConstants.LIMIT,
          DialectParserConstants.NATURAL,
          DialectParserConstants.OFFSET,
          DialectParserConstants.ON,
          DialectParserConstants.OR,
          DialectParserConstants.ORDER,
          DialectParserConstants.OUTER,
          DialectParserConstants.OVER,
          DialectParserConstants.PARTITION,
          DialectParserConstants.QUALIFY,
          DialectParserConstants.RIGHT,
          DialectParserConstants.SIMILAR,
          DialectParserConstants.SOME,
          DialectParserConstants.SYMMETRIC,
          DialectParserConstants.TABLE,
          DialectParserConstants.TABLESAMPLE,
          DialectParserConstants.THEN,
          DialectParserConstants.TRY_CAST,
          DialectParserConstants.UNION,
          DialectParserConstants.UNNEST,
          DialectParserConstants.USING,
          DialectParserConstants.VALUES,
          DialectParserConstants.WHEN,
          DialectParserConstants.WHERE,
          DialectParserConstants.WINDOW,
          DialectParserConstants.WITHIN);

  /** What may follow a name, and no operand. */
  private static final BitSet AFTER_NAME =
      kinds(
          DialectParserConstants.DOT,
          DialectParserConstants.COMMA,
          DialectParserConstants.RPAREN,
          DialectParserConstants.RBRACKET,
          DialectParserConstants.LBRACKET,
          DialectParserConstants.EOF,
          DialectParserConstants.SEMICOLON,
          DialectParserConstants.EQ,
          DialectParserConstants.DOUBLE_EQ,
          DialectParserConstants.LT,
          DialectParserConstants.GT,
          DialectParserConstants.LE,
          DialectParserConstants.GE,
          DialectParserConstants.NE,
          DialectParserConstants.NE2,
          DialectParserConstants.PLUS,
          DialectParserConstants.MINUS,
          DialectParserConstants.STAR,
          DialectParserConstants.SLASH,
          DialectParserConstants.PERCENT_REMAINDER,
          DialectParserConstants.CONCAT,
          DialectParserConstants.INFIX_CAST,
          DialectParserConstants.FROM,
          DialectParserConstants.AS,
          DialectParserConstants.IS,
          DialectParserConstants.DESC,
          DialectParserConstants.ASC);

  /** What may follow a name and may begin an operand as well. */
  private static final BitSet OPERAND_STARTS =
      kinds(
          DialectParserConstants.LBRACKET,
          DialectParserConstants.PLUS,
          DialectParserConstants.MINUS);

  /** Words of the grammar that go on a query after a table, and are no alias of it. */
  private static final BitSet NO_TABLE_ALIASES =
      kinds(
          DialectParserConstants.ARRAY,
          DialectParserConstants.CROSS,
          DialectParserConstants.END,
          DialectParserConstants.EXCEPT,
          DialectParserConstants.FETCH,
          DialectParserConstants.FOR,
          DialectParserConstants.FROM,
          DialectParserConstants.FULL,
          DialectParserConstants.GROUP,
          DialectParserConstants.HAVING,
          DialectParserConstants.INNER,
          DialectParserConstants.INTERSECT,
          DialectParserConstants.INTO,
          DialectParserConstants.JOIN,
          DialectParserConstants.LATERAL,
          DialectParserConstants.LEFT,
          DialectParserConstants.LIMIT,
          DialectParserConstants.NATURAL,
          DialectParserConstants.OFFSET,
          DialectParserConstants.ON,
          DialectParserConstants.ORDER,
          DialectParserConstants.OUTER,
          DialectParserConstants.PARTITION,
          DialectParserConstants.QUALIFY,
          DialectParserConstants.RIGHT,
          DialectParserConstants.SELECT,
          DialectParserConstants.TABLESAMPLE,
          DialectParserConstants.UNION,
          DialectParserConstants.USING,
          DialectParserConstants.WHERE,
          DialectParserConstants.WINDOW,
          DialectParserConstants.WITH);

  /** Words of the grammar that cannot go on an expression. */
  private static final BitSet COLUMN_ALIASES =
      kinds(
          DialectParserConstants.ALL,
          DialectParserConstants.ANY,
          DialectParserConstants.ARRAY,
          DialectParserConstants.BY,
          DialectParserConstants.CASE,
          DialectParserConstants.CAST,
          DialectParserConstants.CROSS,
          DialectParserConstants.CURRENT_DATE,
          DialectParserConstants.CURRENT_TIME,
          DialectParserConstants.CURRENT_TIMESTAMP,
          DialectParserConstants.DISTINCT,
          DialectParserConstants.ELSE,
          DialectParserConstants.EXISTS,
          DialectParserConstants.FALSE,
          DialectParserConstants.FOR,
          DialectParserConstants.FULL,
          DialectParserConstants.INNER,
          DialectParserConstants.INTERVAL,
          DialectParserConstants.JOIN,
          DialectParserConstants.LEFT,
          DialectParserConstants.NATURAL,
          DialectParserConstants.NULL,
          DialectParserConstants.ON,
          DialectParserConstants.OUTER,
          DialectParserConstants.PARTITION,
          DialectParserConstants.RIGHT,
          DialectParserConstants.SOME,
          DialectParserConstants.SYMMETRIC,
          DialectParserConstants.TABLE,
          DialectParserConstants.THEN,
          DialectParserConstants.TRUE,
          DialectParserConstants.TRY_CAST,
          DialectParserConstants.UNNEST,
          DialectParserConstants.USING,
          DialectParserConstants.WHEN);

  /** The types that may stand before a literal, but for those that are words of the grammar. */
  private static final Set<String> TYPES =
      Set.of(
          ("BOOLEAN BOOL FLOAT REAL FLOAT4 FLOAT8 FLOAT32 FLOAT64 TINYINT SMALLINT MEDIUMINT INT"
                  + " INTEGER BIGINT INT2 INT4 INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64"
                  + " VARCHAR NVARCHAR CLOB BINARY VARBINARY BLOB BYTES BYTEA STRING TEXT NUMERIC"
                  + " DECIMAL DEC BIGNUMERIC BIGDECIMAL DATETIME TIMESTAMPTZ TIMETZ")
              .split(" "));

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

  /** Whether a word of the grammar is the alias of a table all the same. */
  static boolean isReservedTableAlias(Token word) {
    return DialectParser.isReserved(word.kind)
        && word.kind != DialectParserConstants.AS
        && !NO_TABLE_ALIASES.get(word.kind);
  }

  /** Whether an interval begins here whose unit stands before its value. */
  static boolean isUnitFirst(Token word, Token next) {
    return next.kind == DialectParserConstants.QUOTED_STRING
        && DialectOperators.isIntervalUnit(word.image);
  }

  /** Whether the words may be the start of a type before a literal of it. */
  static boolean mayStartType(Token word, Token next) {
    return switch (word.kind) {
      case DialectParserConstants.DATE,
          DialectParserConstants.TIME,
          DialectParserConstants.TIMESTAMP,
          DialectParserConstants.DOUBLE,
          DialectParserConstants.CHAR,
          DialectParserConstants.CHARACTER ->
          next.kind != DialectParserConstants.LPAREN || word.kind != DialectParserConstants.DATE;
      case DialectParserConstants.IDENTIFIER ->
          switch (next.kind) {
                case DialectParserConstants.QUOTED_STRING,
                    DialectParserConstants.DOLLAR_QUOTED,
                    DialectParserConstants.C_STYLE_ESCAPED_STRING_LITERAL,
                    DialectParserConstants.UNSIGNED,
                    DialectParserConstants.LBRACKET,
                    DialectParserConstants.LPAREN ->
                    true;
                default -> false;
              }
              && TYPES.contains(Ascii.upper(word.image));
      default -> false;
    };
  }

  /** Whether TRIM goes on with the side to trim. */
  static boolean isTrimSide(Token word, Token next) {
    return switch (word.kind) {
      case DialectParserConstants.BOTH,
          DialectParserConstants.LEADING,
          DialectParserConstants.TRAILING ->
          next.kind != DialectParserConstants.RPAREN
              && next.kind != DialectParserConstants.COMMA
              && next.kind != DialectParserConstants.DOT;
      default -> false;
    };
  }

  /** Whether a parenthesis in FROM holds no more than the name of a table. */
  static boolean isParenthesizedTable(Token word, Token next) {
    return next.kind == DialectParserConstants.RPAREN && !startsQuery(word);
  }

  /** Whether the seed of a sample follows. */
  static boolean isSampleSeed(Token word, Token next) {
    return next.kind == DialectParserConstants.LPAREN
        && (word.image.equalsIgnoreCase("REPEATABLE") || word.image.equalsIgnoreCase("SEED"));
  }

  /** The text between two tags of dollar signs. */
  static String dollarQuoted(String image) {
    int tag = image.indexOf('$', 1) + 1;
    return image.substring(tag, image.length() - tag);
  }

  /** Whether a minus stands before a number in parentheses. */
  static boolean isSignedParenthesis(Token sign, Token open, Token number, Token close) {
    return sign.kind == DialectParserConstants.MINUS
        && open.kind == DialectParserConstants.LPAREN
        && close.kind == DialectParserConstants.RPAREN
        && switch (number.kind) {
          case DialectParserConstants.UNSIGNED_INTEGER_LITERAL,
              DialectParserConstants.DECIMAL_NUMERIC_LITERAL,
              DialectParserConstants.APPROX_NUMERIC_LITERAL ->
              true;
          default -> false;
        };
  }

  /** Whether IS DISTINCT FROM or IS NOT DISTINCT FROM follows. */
  static boolean isDistinctFrom(Token is, Token second, Token third) {
    return is.kind == DialectParserConstants.IS
        && (second.kind == DialectParserConstants.DISTINCT
            || (second.kind == DialectParserConstants.NOT
                && third.kind == DialectParserConstants.DISTINCT));
  }

  /** Whether a word of the grammar stands where it can only be the name of a column. */
  static boolean isReservedName(Token word, Token next) {
    return RESERVED_NAMES.get(word.kind)
        && AFTER_NAME.get(next.kind)
        && !(word.kind == DialectParserConstants.ARRAY
            && next.kind == DialectParserConstants.LBRACKET)
        && !(word.kind == DialectParserConstants.CASE && OPERAND_STARTS.get(next.kind));
  }

  /** Whether a word of the grammar stands where it can only be the name of a table. */
  static boolean isReservedTable(Token word, Token next) {
    return RESERVED_NAMES.get(word.kind)
        && next.kind != DialectParserConstants.LPAREN
        && switch (word.kind) {
          case DialectParserConstants.GROUP,
              DialectParserConstants.ORDER,
              DialectParserConstants.HAVING,
              DialectParserConstants.INTO,
              DialectParserConstants.LATERAL,
              DialectParserConstants.LIMIT,
              DialectParserConstants.TABLE,
              DialectParserConstants.UNNEST,
              DialectParserConstants.WHERE,
              DialectParserConstants.VALUES ->
              false;
          default -> true;
        };
  }

  /** Whether a word of the grammar may be the alias of a column without AS. */
  static boolean mayBeColumnAlias(Token word) {
    return COLUMN_ALIASES.get(word.kind);
  }

  private static BitSet kinds(int... kinds) {
    BitSet set = new BitSet();
    for (int kind : kinds) {
      set.set(kind);
    }
    return set;
  }

  /** Whether a select list ends before the word, though a comma stands there. */
  static boolean endsItems(Token word) {
    return switch (word.kind) {
      case DialectParserConstants.FROM,
          DialectParserConstants.WHERE,
          DialectParserConstants.GROUP,
          DialectParserConstants.HAVING,
          DialectParserConstants.ORDER,
          DialectParserConstants.LIMIT,
          DialectParserConstants.UNION,
          DialectParserConstants.EXCEPT,
          DialectParserConstants.INTERSECT,
          DialectParserConstants.RPAREN,
          DialectParserConstants.SEMICOLON,
          DialectParserConstants.EOF ->
          true;
      default -> false;
    };
  }

  /** Whether the definition of a column ends before the word. */
  static boolean endsColumn(Token word) {
    return switch (word.kind) {
      case DialectParserConstants.COMMA,
          DialectParserConstants.RPAREN,
          DialectParserConstants.SEMICOLON,
          DialectParserConstants.EOF ->
          true;
      default -> false;
    };
  }

  /** Whether the word begins a query. */
  static boolean startsQuery(Token word) {
    return switch (word.kind) {
      case DialectParserConstants.SELECT,
          DialectParserConstants.WITH,
          DialectParserConstants.VALUES,
          DialectParserConstants.TABLE,
          DialectParserConstants.FROM,
          DialectParserConstants.LPAREN ->
          true;
      default -> false;
    };
  }

  /** Whether the word is a function with a syntax of its own, and its arguments have no names. */
  static boolean isSpecialFunction(Token word, Token next, Token afterArgument) {
    return next.kind == DialectParserConstants.LPAREN
        && afterArgument.kind != DialectParserConstants.NAMED_ARGUMENT_ASSIGNMENT
        && switch (word.kind) {
          case DialectParserConstants.CAST,
              DialectParserConstants.TRY_CAST,
              DialectParserConstants.EXTRACT,
              DialectParserConstants.POSITION,
              DialectParserConstants.OVERLAY,
              DialectParserConstants.STRUCT,
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
