package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligned columns. The first page of rows sets the widths; a wider value that comes later is
 * printed whole and shifts its own row.
 */
final class TableWriter implements OutputFormat.RowWriter {
  private static final int PAGE = 1000;

  private final List<Column> columns;
  private final Writer out;
  private final int[] widths;
  private final List<String[]> page = new ArrayList<>();
  private boolean begun;

  TableWriter(List<Column> columns, Writer out) {
    this.columns = columns;
    this.out = out;
    this.widths = columns.stream().mapToInt(c -> Display.width(Display.line(c.label()))).toArray();
  }

  @Override
  public void write(String[] values) throws IOException {
    String[] cells = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      cells[i] = Display.line(values[i]);
    }
    if (begun) {
      printRow(cells);
      return;
    }
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], Display.width(cells[i]));
    }
    page.add(cells);
    if (page.size() == PAGE) {
      printPage();
    }
  }

  @Override
  public void end() throws IOException {
    if (!begun) {
      printPage();
    }
  }

  private void printPage() throws IOException {
    begun = true;
    StringBuilder labels = new StringBuilder();
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String label = Display.line(columns.get(i).label());
      String padding = Display.padding(label, widths[i]);
      int left = padding.length() / 2;
      labels
          .append(i == 0 ? " " : " | ")
          .append(padding, 0, left)
          .append(label)
          .append(padding, left, padding.length());
      rule.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
    }
    out.append(labels.toString().stripTrailing()).append('\n').append(rule).append('\n');
    for (String[] cells : page) {
      printRow(cells);
    }
    page.clear();
  }

  private void printRow(String[] cells) throws IOException {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = Display.padding(cells[i], widths[i]);
      row.append(i == 0 ? " " : " | ");
      if (columns.get(i).isNumber()) {
        row.append(padding).append(cells[i]);
      } else {
        row.append(cells[i]).append(i == cells.length - 1 ? "" : padding);
      }
    }
    out.append(row).append('\n');
  }
}
