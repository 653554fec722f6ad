package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.parser.DialectParser;
import io.github.datafusionjdbc.policy.parser.DialectParserConstants;
import io.github.datafusionjdbc.policy.parser.ParseException;
import io.github.datafusionjdbc.policy.parser.Token;
import io.github.datafusionjdbc.policy.parser.TokenMgrError;
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
  private final String sql;

  StatementParser(String sql) {
    this.sql = sql;
  }

  ParsedStatement parse() throws StatementRefused {
    TextRules.check(sql);
    DialectParser parser = (DialectParser) DialectParser.FACTORY.getParser(new SourceStringReader(sql));
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(Integer.MAX_VALUE);
    parser.setConformance(SqlConformanceEnum.BABEL);
    parser.switchTo(LexicalState.DQID);
    try {
      UnsupportedStatements.check(parser);
      SqlNode tree = parser.DialectStatementEof();
      Parameters parameters = new Parameters();
      if (sql.indexOf('?') >= 0 || sql.indexOf('$') >= 0) {
        tree.accept(parameters);
      }
      return new ParsedStatement(tree, parameters.highest + 1);
    } catch (ParseException e) {
      throw unexpected(e);
    } catch (TokenMgrError e) {
      throw lexical(e);
    } catch (CalciteContextException e) {
      SqlParserPos pos = new SqlParserPos(e.getPosLine(), e.getPosColumn());
      String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw Refusals.syntax(message, pos, null);
    }
  }

  private StatementRefused unexpected(ParseException e) {
    Token before = e.currentToken;
    Token token = before.next;
    SqlParserPos pos = new SqlParserPos(token.beginLine, token.beginColumn);
    if (token.kind == DialectParserConstants.EOF) {
      return before.image == null || before.image.isEmpty()
          ? Refusals.syntax("the text has no statement", pos, null)
          : Refusals.syntax("the statement ends too early, after '" + before.image + "'", pos, null);
    }
    if (before.kind == DialectParserConstants.SEMICOLON) {
      return Refusals.syntax(
          "one statement at a time: '" + token.image + "' begins another", pos, token.image);
    }
    return Refusals.syntax("'" + token.image + "' is not expected here", pos, token.image);
  }

  private StatementRefused lexical(TokenMgrError e) {
    return Refusals.syntax(e.getMessage(), SqlParserPos.ZERO, null);
  }

  private static final class Parameters extends SqlBasicVisitor<Void> {
    private int highest = -1;

    @Override
    public Void visit(SqlDynamicParam parameter) {
      highest = Math.max(highest, parameter.getIndex());
      return null;
    }
  }
}
