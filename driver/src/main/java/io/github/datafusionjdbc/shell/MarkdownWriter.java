package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table in GitHub's Markdown. */
final class MarkdownWriter implements OutputFormat.RowWriter {
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");
  private static final String SPECIAL = "\\`*_[]<>|~&";

  private final Writer out;

  MarkdownWriter(List<Column> columns, Writer out) throws IOException {
    this.out = out;
    write(columns.stream().map(Column::label).toArray(String[]::new));
    for (Column column : columns) {
      out.append(column.isNumber() ? "|---:" : "|---");
    }
    out.append("|\n");
  }

  @Override
  public void write(String[] values) throws IOException {
    for (String value : values) {
      out.append("| ").append(value == null ? Display.NULL : escape(value)).append(' ');
    }
    out.append("|\n");
  }

  @Override
  public void end() {}

  private static String escape(String value) {
    List<String> lines = new ArrayList<>();
    for (String line : LINE_BREAK.split(value, -1)) {
      StringBuilder text = new StringBuilder();
      for (char c : Display.line(line).toCharArray()) {
        text.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
      }
      lines.add(text.toString());
    }
    return String.join("<br>", lines);
  }
}
