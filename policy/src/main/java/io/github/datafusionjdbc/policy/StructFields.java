package io.github.datafusionjdbc.policy;

import java.util.ArrayList;
import java.util.List;

/** Reads the fields of a struct from Arrow's display of its type. */
final class StructFields {
  private static final String START = "Struct(";

  private StructFields() {}

  static boolean isStruct(String type) {
    return type.startsWith(START);
  }

  /** The fields of {@code Struct("x": Int32, "y": Struct("z": Utf8))}, in order. */
  static List<Column> of(String type) {
    List<Column> fields = new ArrayList<>();
    int i = START.length();
    while (i < type.length() && type.charAt(i) == '"') {
      StringBuilder name = new StringBuilder();
      int end = i + 1;
      while (end < type.length() && type.charAt(end) != '"') {
        if (type.charAt(end) == '\\' && end + 1 < type.length()) {
          end++;
        }
        name.append(type.charAt(end++));
      }
      int start = type.indexOf(':', end) + 1;
      int stop = endOfType(type, start);
      fields.add(new Column(name.toString(), withoutNullability(type.substring(start, stop))));
      i = stop;
      while (i < type.length() && (type.charAt(i) == ',' || type.charAt(i) == ' ')) {
        i++;
      }
    }
    return fields;
  }

  private static String withoutNullability(String type) {
    String text = type.strip();
    return text.startsWith("non-null ") ? text.substring("non-null ".length()) : text;
  }

  private static int endOfType(String type, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < type.length(); i++) {
      char c = type.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        if (c == '(') {
          depth++;
        } else if ((c == ')' && depth-- == 0) || (c == ',' && depth == 0)) {
          return i;
        }
      }
    }
    return type.length();
  }
}
