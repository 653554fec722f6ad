package io.github.datafusionjdbc.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL text cut at the semicolons between statements. Those inside quotes, comments and {@code $$}
 * strings do not count.
 *
 * @param statements those that are complete, in order, without their semicolons
 * @param rest what follows the last semicolon; null if that is only white space and comments
 */
record Script(List<Statement> statements, Statement rest) {
  /**
   * One statement.
   *
   * @param sql from its first word on
   * @param heading the {@code --} comments on the lines directly before it, without their dashes;
   *     null if there is none
   * @param line where it begins, from 1
   */
  record Statement(String sql, String heading, int line) {}

  /** All the statements; the last one needs no semicolon. */
  List<Statement> all() {
    List<Statement> all = new ArrayList<>(statements);
    if (rest != null) {
      all.add(rest);
    }
    return all;
  }

  /** Cuts the text. */
  static Script of(String text) {
    List<Statement> statements = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == ';') {
        Statement statement = statement(text, from, at);
        if (statement != null) {
          statements.add(statement);
        }
        from = ++at;
      } else {
        at = next(text, at);
      }
    }
    return new Script(List.copyOf(statements), statement(text, from, text.length()));
  }

  /** The end of the character, quoted text or comment at {@code at}. */
  private static int next(String text, int at) {
    return switch (text.charAt(at)) {
      case '\'', '"' -> endOfQuotes(text, at);
      case '-' -> text.startsWith("--", at) ? after(text, "\n", at + 2) : at + 1;
      case '/' -> text.startsWith("/*", at) ? after(text, "*/", at + 2) : at + 1;
      case '$' -> endOfDollars(text, at);
      default -> at + 1;
    };
  }

  private static int endOfQuotes(String text, int start) {
    char quote = text.charAt(start);
    boolean escapes =
        quote == '\''
            && start > 0
            && (text.charAt(start - 1) == 'E' || text.charAt(start - 1) == 'e')
            && (start == 1 || !isWordPart(text.charAt(start - 2)));
    int at = start + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean pair =
          c == quote
              ? at + 1 < text.length() && text.charAt(at + 1) == quote
              : escapes && c == '\\';
      if (c == quote && !pair) {
        return at + 1;
      }
      at += pair ? 2 : 1;
    }
    return text.length();
  }

  private static int endOfDollars(String text, int start) {
    if (start > 0 && isWordPart(text.charAt(start - 1))) {
      return start + 1;
    }
    int tagEnd = start + 1;
    while (tagEnd < text.length()
        && isWordPart(text.charAt(tagEnd))
        && text.charAt(tagEnd) != '$') {
      tagEnd++;
    }
    boolean parameter = tagEnd > start + 1 && Character.isDigit(text.charAt(start + 1));
    if (parameter || tagEnd == text.length() || text.charAt(tagEnd) != '$') {
      return start + 1;
    }
    return after(text, text.substring(start, tagEnd + 1), tagEnd + 1);
  }

  private static int after(String text, String mark, int from) {
    int at = text.indexOf(mark, from);
    return at < 0 ? text.length() : at + mark.length();
  }

  private static Statement statement(String text, int from, int to) {
    StringBuilder heading = new StringBuilder();
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("--", at)) {
        int end = Math.min(after(text, "\n", at), to);
        String comment = text.substring(at + 2, end).strip();
        if (isBlankLineBefore(text, from, at)) {
          heading.setLength(0);
        }
        boolean besideTheLast = from > 0 && text.substring(from, at).indexOf('\n') < 0;
        if (!besideTheLast) {
          heading.append(heading.isEmpty() ? "" : "\n").append(comment);
        }
        at = end;
      } else if (text.startsWith("/*", at)) {
        at = Math.min(after(text, "*/", at + 2), to);
      } else {
        if (isBlankLineBefore(text, from, at)) {
          heading.setLength(0);
        }
        String sql = text.substring(at, to).stripTrailing();
        int line = 1 + (int) text.substring(0, at).chars().filter(each -> each == '\n').count();
        return new Statement(sql, heading.isEmpty() ? null : heading.toString(), line);
      }
    }
    return null;
  }

  private static boolean isBlankLineBefore(String text, int from, int at) {
    int breaks = 0;
    for (int i = at - 1; i >= from && Character.isWhitespace(text.charAt(i)); i--) {
      breaks += text.charAt(i) == '\n' ? 1 : 0;
    }
    return breaks > 1;
  }

  static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
