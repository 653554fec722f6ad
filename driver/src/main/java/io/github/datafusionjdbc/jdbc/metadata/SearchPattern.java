package io.github.datafusionjdbc.jdbc.metadata;

/** Patterns of metadata listings: {@code %} any characters, {@code _} one, {@code \} escapes. */
final class SearchPattern {
  static final String ESCAPE = "\\";

  private SearchPattern() {}

  /** The only name that the pattern matches, null if it has a wildcard. */
  static String literalName(String pattern) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' || c == '_') {
        return null;
      }
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        c = pattern.charAt(i);
      }
      name.append(c);
    }
    return name.toString();
  }
}
