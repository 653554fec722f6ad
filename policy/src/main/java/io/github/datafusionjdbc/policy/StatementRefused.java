package io.github.datafusionjdbc.policy;

/**
 * The lane did not admit a statement. The printed message starts with line and column where they
 * are known and ends with the {@link #excerpt}; {@link #rawMessage()} is the sentence alone.
 */
public final class StatementRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final SqlState state;
  private final String rawMessage;
  private final int line;
  private final int column;
  private final String word;
  private final String excerpt;

  /**
   * @param state why
   * @param rawMessage what was found, what was expected, what to do
   * @param line 1-based, 0 if unknown
   * @param column 1-based, in UTF-16 units, 0 if unknown
   * @param word the word at fault, or null
   */
  public StatementRefused(SqlState state, String rawMessage, int line, int column, String word) {
    this(state, rawMessage, line, column, word, "", null);
  }

  /**
   * A refusal whose place is not known.
   *
   * @param state why
   * @param rawMessage what was found, what was expected, what to do
   * @param cause what went wrong before
   */
  public StatementRefused(SqlState state, String rawMessage, Throwable cause) {
    this(state, rawMessage, 0, 0, null, "", cause);
  }

  private StatementRefused(
      SqlState state,
      String rawMessage,
      int line,
      int column,
      String word,
      String excerpt,
      Throwable cause) {
    super(
        (line > 0 ? "line " + line + ", column " + column + ": " + rawMessage : rawMessage)
            + (excerpt.isEmpty() ? "" : "\n" + excerpt),
        cause);
    this.state = state;
    this.rawMessage = rawMessage;
    this.line = line;
    this.column = column;
    this.word = word;
    this.excerpt = excerpt;
  }

  /** The same refusal with an excerpt of the statement, where its place is known. */
  StatementRefused in(String sql) {
    return new StatementRefused(
        state, rawMessage, line, column, word, Excerpt.of(sql, line, column), this);
  }

  /** Why, never null. */
  public SqlState state() {
    return state;
  }

  /** The message without its place. */
  public String rawMessage() {
    return rawMessage;
  }

  /** 1-based line, 0 if unknown. */
  public int line() {
    return line;
  }

  /** 1-based column, 0 if unknown. */
  public int column() {
    return column;
  }

  /** The word at fault, or null. */
  public String word() {
    return word;
  }

  /**
   * The line at fault and below it a caret under the word, each indented by two spaces; empty where
   * the place is not known.
   */
  public String excerpt() {
    return excerpt;
  }
}
