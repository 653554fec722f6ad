package io.github.datafusionjdbc.metadata.kernel;

import java.util.ArrayList;
import java.util.List;

/** Lists of columns in table properties: {@code a, b.c, `d,e`.f}. */
final class ColumnPaths {
  private ColumnPaths() {}

  /** The names of each path. */
  static List<List<String>> parse(String text) {
    List<List<String>> paths = new ArrayList<>();
    List<String> path = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '`') {
        boolean escaped = quoted && i + 1 < text.length() && text.charAt(i + 1) == '`';
        if (escaped) {
          name.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (quoted || (c != '.' && c != ',' && c != ' ')) {
        name.append(c);
      } else if (c == '.') {
        path.add(name.toString());
        name.setLength(0);
      } else if (c == ',') {
        end(paths, path, name);
        path = new ArrayList<>();
      }
    }
    end(paths, path, name);
    return paths;
  }

  private static void end(List<List<String>> paths, List<String> path, StringBuilder name) {
    if (name.length() > 0) {
      path.add(name.toString());
      name.setLength(0);
      paths.add(path);
    }
  }
}
