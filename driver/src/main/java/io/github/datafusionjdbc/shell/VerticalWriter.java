package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A line for each value, for rows that are wider than the screen. */
final class VerticalWriter implements OutputFormat.RowWriter {
  private final List<String> labels;
  private final int width;
  private final Writer out;
  private long rows;

  VerticalWriter(List<Column> columns, Writer out) {
    this.labels = columns.stream().map(column -> Display.line(column.label())).toList();
    this.width = labels.stream().mapToInt(Display::width).max().orElse(0);
    this.out = out;
  }

  @Override
  public void write(String[] values) throws IOException {
    String title = "-[ RECORD " + ++rows + " ]";
    out.append(title).append("-".repeat(Math.max(3, width + 3 - title.length()))).append('\n');
    for (int i = 0; i < values.length; i++) {
      String label = labels.get(i);
      out.append(label)
          .append(Display.padding(label, width))
          .append(" | ")
          .append(Display.line(values[i]))
          .append('\n');
    }
  }

  @Override
  public void end() {}
}
