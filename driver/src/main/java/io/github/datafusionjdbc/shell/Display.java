package io.github.datafusionjdbc.shell;

import org.jline.utils.AttributedString;

/** Text in a terminal's cells. */
final class Display {
  static final String NULL = "NULL";

  private Display() {}

  /** The value on one line: control characters as escapes, so that data cannot steer a terminal. */
  static String line(String value) {
    if (value == null) {
      return NULL;
    }
    if (value.chars().noneMatch(Display::isControl)) {
      return value;
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (isControl(c)) {
            line.append(String.format("\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    return line.toString();
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** How many cells the line takes. */
  static int width(String line) {
    return new AttributedString(line).columnLength();
  }

  /** Spaces that bring the line to a width. */
  static String padding(String line, int width) {
    return " ".repeat(Math.max(0, width - width(line)));
  }
}
