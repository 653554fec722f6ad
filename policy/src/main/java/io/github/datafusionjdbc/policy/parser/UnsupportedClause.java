package io.github.datafusionjdbc.policy.parser;

import org.apache.calcite.sql.parser.SqlParserPos;

/** The text goes on with a clause that is known and not supported. */
public final class UnsupportedClause extends ParseException {
  private static final long serialVersionUID = 1L;

  private final String clause;
  private final String word;
  private final transient SqlParserPos pos;

  UnsupportedClause(String clause, Token first) {
    this.clause = clause;
    this.word = first.image;
    this.pos = new SqlParserPos(first.beginLine, first.beginColumn);
  }

  /** Its words, upper case. */
  public String clause() {
    return clause;
  }

  /** Its first word as it is written. */
  public String word() {
    return word;
  }

  /** Where it begins. */
  public SqlParserPos pos() {
    return pos;
  }
}
