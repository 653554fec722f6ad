package io.github.datafusionjdbc.policy;

/**
 * The lane did not admit a statement. The printed message starts with line and column where they
 * are known; {@link #rawMessage()} is the sentence alone.
 */
public final class StatementRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final SqlState state;
  private final String rawMessage;
  private final int line;
  private final int column;
  private final String word;

  /**
   * @param state why
   * @param rawMessage what was found, what was expected, what to do
   * @param line 1-based, 0 if unknown
   * @param column 1-based, in UTF-16 units, 0 if unknown
   * @param word the word at fault, or null
   */
  public StatementRefused(SqlState state, String rawMessage, int line, int column, String word) {
    super(line > 0 ? "line " + line + ", column " + column + ": " + rawMessage : rawMessage);
    this.state = state;
    this.rawMessage = rawMessage;
    this.line = line;
    this.column = column;
    this.word = word;
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
}
