package io.github.datafusionjdbc.policy.sql;

/** Case folding as the engine does it: ASCII letters only, in every locale. */
public final class Ascii {
  private Ascii() {}

  /** The text with A to Z in lower case; the same object if there are none. */
  public static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUpper(text.charAt(i))) {
        char[] chars = text.toCharArray();
        for (int k = i; k < chars.length; k++) {
          if (isUpper(chars[k])) {
            chars[k] = (char) (chars[k] + ('a' - 'A'));
          }
        }
        return new String(chars);
      }
    }
    return text;
  }

  /** The text with a to z in upper case. */
  public static String upper(String text) {
    char[] chars = text.toCharArray();
    for (int k = 0; k < chars.length; k++) {
      if (chars[k] >= 'a' && chars[k] <= 'z') {
        chars[k] = (char) (chars[k] - ('a' - 'A'));
      }
    }
    return new String(chars);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
