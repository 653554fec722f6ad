package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.UnaryOperator;

/** A line of separated values for each row, after a line of labels. */
final class DelimitedWriter implements OutputFormat.RowWriter {
  private final Writer out;
  private final char separator;
  private final String lineEnd;
  private final UnaryOperator<String> encoding;

  private DelimitedWriter(
      Writer out, char separator, String lineEnd, UnaryOperator<String> encoding) {
    this.out = out;
    this.separator = separator;
    this.lineEnd = lineEnd;
    this.encoding = encoding;
  }

  /** As RFC 4180 says. NULL is nothing between the commas, an empty string is a pair of quotes. */
  static DelimitedWriter csv(List<Column> columns, Writer out) throws IOException {
    return begin(new DelimitedWriter(out, ',', "\r\n", DelimitedWriter::csvField), columns);
  }

  /**
   * Values without quotes, tab, line breaks and backslash escaped with a backslash, NULL as {@code
   * \N}: the text format of PostgreSQL's COPY.
   */
  static DelimitedWriter tsv(List<Column> columns, Writer out) throws IOException {
    return begin(new DelimitedWriter(out, '\t', "\n", DelimitedWriter::tsvField), columns);
  }

  private static DelimitedWriter begin(DelimitedWriter writer, List<Column> columns)
      throws IOException {
    writer.write(columns.stream().map(Column::label).toArray(String[]::new));
    return writer;
  }

  @Override
  public void write(String[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.append(separator);
      }
      out.append(encoding.apply(values[i]));
    }
    out.append(lineEnd);
  }

  @Override
  public void end() {}

  private static String csvField(String value) {
    if (value == null) {
      return "";
    }
    boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private static String tsvField(String value) {
    if (value == null) {
      return "\\N";
    }
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
