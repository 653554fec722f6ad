package io.github.datafusionjdbc.policy.parser;

import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Tokens of Spark's dialect (Spark SQL Reference, Literals). A parser reads this dialect when it is
 * in the lexical state BQID: strings in either kind of quotes with backslashes, names in back
 * ticks.
 */
final class SparkTokens {
  private SparkTokens() {}

  static boolean isSpark(DialectParser parser) {
    return parser.token_source.curLexState == DialectParserConstants.BQID;
  }

  static boolean isString(Token token) {
    return token.kind == DialectParserConstants.BIG_QUERY_QUOTED_STRING
        || token.kind == DialectParserConstants.BIG_QUERY_DOUBLE_QUOTED_STRING;
  }

  /** Whether a literal begins that only Spark writes this way. */
  static boolean startLiteral(DialectParser parser, Token first, Token second) {
    if (!isSpark(parser)) {
      return false;
    }
    boolean adjacent =
        first.endLine == second.beginLine && first.endColumn + 1 == second.beginColumn;
    return isString(first)
        || first.kind == DialectParserConstants.SPARK_NUMBER
        || (isString(second) && Words.is(first, "DATE", "TIMESTAMP", "TIMESTAMP_NTZ"))
        || (first.kind == DialectParserConstants.DECIMAL_NUMERIC_LITERAL
            && adjacent
            && Words.is(second, "D", "BD", "F"));
  }

  /** A number with the letters of its type. */
  static SqlNode number(String image, SqlParserPos pos) {
    int end = image.length();
    while (end > 0 && Character.isLetter(image.charAt(end - 1))) {
      end--;
    }
    String digits = image.substring(0, end);
    return switch (Ascii.upper(image.substring(end))) {
      case "L", "S", "Y" -> SqlLiteral.createExactNumeric(digits, pos);
      case "BD" -> SqlLiteral.createExactNumeric(digits, pos);
      case "D" -> SqlLiteral.createApproxNumeric(digits + "E0", pos);
      default -> throw Words.wrong(pos, "'" + image + "' is no number");
    };
  }

  /** Slash divides doubles in Spark, and DIV integers. */
  static SqlBinaryOperator division(DialectParser parser, Token token) {
    return isSpark(parser) && token.image.equals("/")
        ? DialectOperators.SPARK_DIVIDE
        : SqlStdOperatorTable.DIVIDE;
  }

  /** The text of a string, without its quotes and backslashes. */
  static String text(Token token) {
    String image = token.image;
    StringBuilder text = new StringBuilder(image.length());
    int end = image.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = image.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = image.charAt(++i);
      if (escaped == 'u' && i + 4 < end) {
        text.append((char) Integer.parseInt(image.substring(i + 1, i + 5), 16));
        i += 4;
      } else if (escaped >= '0' && escaped <= '3' && i + 2 < end && isOctal(image, i + 1)) {
        text.append((char) Integer.parseInt(image.substring(i, i + 3), 8));
        i += 2;
      } else {
        text.append(escape(escaped));
      }
    }
    return text.toString();
  }

  private static boolean isOctal(String image, int start) {
    for (int i = start; i < start + 2; i++) {
      if (image.charAt(i) < '0' || image.charAt(i) > '7') {
        return false;
      }
    }
    return true;
  }

  /** What a letter after a backslash means; patterns of LIKE keep theirs. */
  private static String escape(char c) {
    return switch (c) {
      case '0' -> "\0";
      case 'b' -> "\b";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'Z' -> "\u001a";
      case '%' -> "\\%";
      case '_' -> "\\_";
      default -> String.valueOf(c);
    };
  }
}
