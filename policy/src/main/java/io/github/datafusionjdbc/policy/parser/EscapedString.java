package io.github.datafusionjdbc.policy.parser;

/** Strings as in {@code E'a\\n'}, read as the engine reads them. */
final class EscapedString {
  private final String image;
  private int next;

  private EscapedString(String image) {
    this.image = image;
  }

  /** The text of a literal with its prefix and quotes; null where an escape means no character. */
  static String unescape(String image) {
    EscapedString escaped = new EscapedString(image);
    escaped.next = image.indexOf('\'') + 1;
    return escaped.read(image.length() - 1);
  }

  private String read(int end) {
    StringBuilder text = new StringBuilder();
    while (next < end) {
      char c = image.charAt(next++);
      if (c == '\'' || (c == '\\' && next >= end)) {
        // a quote inside is doubled
        next++;
        text.append(c);
      } else if (c != '\\') {
        text.append(c);
      } else {
        int character = escape(image.charAt(next++), end);
        if (character <= 0 || !Character.isValidCodePoint(character)) {
          return null;
        }
        text.appendCodePoint(character);
      }
    }
    return text.toString();
  }

  private int escape(char c, int end) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode(4, end);
      case 'U' -> unicode(8, end);
      case 'x' -> {
        int start = next;
        int value = digits(2, 16, end);
        yield start == next ? 'x' : ascii(value);
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        next--;
        yield ascii(digits(3, 8, end));
      }
      default -> c;
    };
  }

  /** A byte that is a character by itself, else -1. */
  private static int ascii(int value) {
    int low = value & 0xff;
    return low < 0x80 ? low : -1;
  }

  private int unicode(int count, int end) {
    int start = next;
    long value = 0;
    while (next < start + count) {
      int digit = next < end ? Character.digit(image.charAt(next), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
      next++;
    }
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    return surrogate || value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }

  private int digits(int most, int radix, int end) {
    int value = 0;
    for (int i = 0; i < most && next < end; i++) {
      int digit = Character.digit(image.charAt(next), radix);
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
      next++;
    }
    return value;
  }
}
