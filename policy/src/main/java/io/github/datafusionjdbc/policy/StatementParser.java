package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.parser.DialectParser;
import io.github.datafusionjdbc.policy.parser.DialectParserConstants;
import io.github.datafusionjdbc.policy.parser.ParseException;
import io.github.datafusionjdbc.policy.parser.Token;
import io.github.datafusionjdbc.policy.parser.TokenMgrError;
import io.github.datafusionjdbc.policy.parser.UnsupportedClause;
import io.github.datafusionjdbc.policy.session.PrepareNode;
import io.github.datafusionjdbc.policy.sql.Ascii;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.util.SourceStringReader;

/** Parses one text and turns what is wrong with it into a refusal. */
final class StatementParser {
  private static final Pattern PLACE = Pattern.compile("at line (\\d+), column (\\d+)");

  /** Words of SQL that the engine does not run, or runs as if they were not there. */
  private static final Set<Integer> UNSUPPORTED =
      Set.of(
          DialectParserConstants.PIVOT,
          DialectParserConstants.UNPIVOT,
          DialectParserConstants.MATCH_RECOGNIZE,
          DialectParserConstants.ASOF,
          DialectParserConstants.EXCLUDE,
          DialectParserConstants.INTO,
          DialectParserConstants.COLLATE);

  private final String sql;

  StatementParser(String sql) {
    this.sql = sql;
  }

  /**
   * @param escapes whether JDBC's escapes are read
   */
  ParsedStatement parse(boolean escapes) throws StatementRefused {
    DialectParser parser = parser(LexicalState.DQID);
    parser.setEscapes(escapes);
    try {
      UnsupportedStatements.check(parser);
      SqlNode tree = parser.DialectStatementEof();
      Parameters parameters = new Parameters();
      if (sql.indexOf('?') >= 0 || sql.indexOf('$') >= 0) {
        tree.accept(parameters);
        parameters.check();
      }
      return new ParsedStatement(tree, tree instanceof PrepareNode ? 0 : parameters.highest + 1);
    } catch (UnsupportedClause e) {
      throw Refusals.notSupported(e.clause(), e.pos(), e.word());
    } catch (ParseException e) {
      throw unexpected(e);
    } catch (TokenMgrError e) {
      throw lexical(e);
    } catch (CalciteContextException e) {
      SqlParserPos pos = new SqlParserPos(e.getPosLine(), e.getPosColumn());
      String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw Refusals.syntax(message, pos, null);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw Refusals.syntax("a literal cannot be read: " + e.getMessage(), SqlParserPos.ZERO, null);
    }
  }

  /** The highest number of a parameter in a tree. */
  static int parameters(SqlNode tree) {
    Parameters parameters = new Parameters();
    tree.accept(parameters);
    return parameters.highest + 1;
  }

  /**
   * Parses an expression in Spark's dialect; its tree still means what Spark means.
   *
   * @throws StatementRefused with the place in the expression's own text
   */
  SqlNode parseSparkExpression() throws StatementRefused {
    DialectParser parser = parser(LexicalState.BQID);
    try {
      return parser.SparkExpressionEof();
    } catch (ParseException e) {
      throw unexpected(e);
    } catch (TokenMgrError e) {
      throw lexical(e);
    } catch (CalciteContextException e) {
      String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw Refusals.syntax(message, new SqlParserPos(e.getPosLine(), e.getPosColumn()), null);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw Refusals.syntax("a literal cannot be read: " + e.getMessage(), SqlParserPos.ZERO, null);
    }
  }

  private DialectParser parser(LexicalState state) throws StatementRefused {
    TextRules.check(sql);
    DialectParser parser =
        (DialectParser) DialectParser.FACTORY.getParser(new SourceStringReader(sql));
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(Integer.MAX_VALUE);
    parser.setConformance(SqlConformanceEnum.BABEL);
    parser.switchTo(state);
    return parser;
  }

  private static StatementRefused unexpected(ParseException e) {
    Token before = e.currentToken;
    int depth = 0;
    // The parser looks ahead: what it could have taken is not what is wrong.
    while (isExpected(e, depth + 1)) {
      before = before.next;
      depth++;
    }
    Token token = before.next;
    SqlParserPos pos = position(token);
    String word = token.image;
    if (token.kind == DialectParserConstants.QUOTE) {
      return Refusals.syntax("the string that begins here has no end", pos, word);
    }
    if (token.kind == DialectParserConstants.DOUBLE_QUOTE) {
      return Refusals.syntax("the quoted name that begins here is empty or has no end", pos, word);
    }
    if (token.kind == DialectParserConstants.EOF) {
      return before.image == null || before.image.isEmpty()
          ? Refusals.syntax("the text has no statement", pos, null)
          : Refusals.syntax(
              "the statement ends too early, after '" + before.image + "'", pos, null);
    }
    if (before.kind == DialectParserConstants.SEMICOLON) {
      return Refusals.syntax("one statement at a time: '" + word + "' begins another", pos, word);
    }
    if (token.kind == DialectParserConstants.NAMED_PLACEHOLDER) {
      return Refusals.notSupported("a parameter with a name (write ? or $1)", pos, word);
    }
    if (token.kind == DialectParserConstants.OTHER_STRING) {
      return Refusals.notSupported("a string with the prefix " + word.charAt(0), pos, word);
    }
    if (UNSUPPORTED.contains(token.kind)) {
      return Refusals.notSupported(Ascii.upper(word), pos, word);
    }
    return Refusals.syntax("'" + word + "' is not expected here", pos, word);
  }

  /** Whether the first tokens after the current one begin something that the parser expected. */
  private static boolean isExpected(ParseException e, int count) {
    for (int[] expected : e.expectedTokenSequences) {
      Token token = e.currentToken.next;
      int i = 0;
      while (i < count && i < expected.length - 1 && token != null && token.kind == expected[i]) {
        token = token.next;
        i++;
      }
      if (i == count && token != null) {
        return true;
      }
    }
    return false;
  }

  private static SqlParserPos position(Token token) {
    return new SqlParserPos(token.beginLine, token.beginColumn);
  }

  private StatementRefused lexical(TokenMgrError e) {
    Matcher place = PLACE.matcher(e.getMessage());
    if (!place.find()) {
      return Refusals.syntax(e.getMessage(), SqlParserPos.ZERO, null);
    }
    SqlParserPos pos =
        new SqlParserPos(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
    if (e.getMessage().contains("<EOF>")) {
      return Refusals.syntax("the text ends inside a comment or a string", pos, null);
    }
    String character = TextRules.characterAt(sql, pos);
    return Refusals.syntax("the character '" + character + "' has no meaning here", pos, character);
  }

  /** Counts parameters, which are all written as ? or all with their number. */
  private static final class Parameters extends SqlBasicVisitor<Void> {
    private int highest = -1;
    private boolean marks;
    private SqlDynamicParam numbered;

    @Override
    public Void visit(SqlDynamicParam parameter) {
      highest = Math.max(highest, parameter.getIndex());
      SqlParserPos pos = parameter.getParserPosition();
      if (pos.getColumnNum() == pos.getEndColumnNum()) {
        marks = true;
      } else {
        numbered = parameter;
      }
      return null;
    }

    void check() throws StatementRefused {
      if (marks && numbered != null) {
        throw Refusals.syntax(
            "parameters are either all ? or all numbered, such as $1",
            numbered.getParserPosition(),
            "$" + (numbered.getIndex() + 1));
      }
    }
  }
}
