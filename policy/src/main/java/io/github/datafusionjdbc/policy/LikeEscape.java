package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Says LIKE .. ESCAPE by the only character that the engine escapes with, a backslash, which it
 * takes as such with or without ESCAPE.
 */
final class LikeEscape {
  private static final String BACKSLASH = "\\";
  private static final String TWO_BACKSLASHES = "\\\\";

  private LikeEscape() {}

  /** The same condition without ESCAPE; the call itself where there is no way to say it. */
  static SqlCall rewritten(SqlCall like, Resolution resolution) {
    String escape = like.operandCount() < 3 ? null : text(like.operand(2));
    if (escape == null || escape.equals(BACKSLASH) || escape.length() > 1) {
      return like;
    }
    SqlNode pattern = like.operand(1);
    SqlParserPos pos = pattern.getParserPosition();
    String text = text(pattern);
    SqlNode escaped;
    if (text != null) {
      escaped = SqlLiteral.createCharString(escaped(text, escape), pos);
    } else if (escape.isEmpty()) {
      escaped = replace(pattern, pos);
      resolution.called("replace");
    } else {
      return like;
    }
    resolution.record("REWRITTEN", like.getParserPosition(), "ESCAPE '" + escape + "'", "");
    return like.getOperator().createCall(like.getParserPosition(), like.operand(0), escaped);
  }

  private static String escaped(String pattern, String escape) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean escapes = !escape.isEmpty() && c == escape.charAt(0) && i + 1 < pattern.length();
      if (escapes) {
        c = pattern.charAt(++i);
      }
      boolean special = c == '%' || c == '_';
      if (c == '\\' || (escapes && special)) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  private static SqlNode replace(SqlNode pattern, SqlParserPos pos) {
    return DialectOperators.function(
        "replace",
        pos,
        List.of(
            pattern,
            SqlLiteral.createCharString(BACKSLASH, pos),
            SqlLiteral.createCharString(TWO_BACKSLASHES, pos)));
  }

  private static String text(SqlNode node) {
    return node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.CHAR
        ? literal.getValueAs(String.class)
        : null;
  }
}
