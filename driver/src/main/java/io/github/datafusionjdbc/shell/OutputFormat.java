package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** How results are printed. */
enum OutputFormat {
  TABLE {
    @Override
    RowWriter begin(List<Column> columns, Writer out) {
      return new TableWriter(columns, out);
    }
  },
  CSV {
    @Override
    RowWriter begin(List<Column> columns, Writer out) throws IOException {
      return DelimitedWriter.csv(columns, out);
    }
  },
  TSV {
    @Override
    RowWriter begin(List<Column> columns, Writer out) throws IOException {
      return DelimitedWriter.tsv(columns, out);
    }
  },
  JSON {
    @Override
    RowWriter begin(List<Column> columns, Writer out) throws IOException {
      return new JsonWriter(columns, out);
    }
  },
  MARKDOWN {
    @Override
    RowWriter begin(List<Column> columns, Writer out) throws IOException {
      return new MarkdownWriter(columns, out);
    }
  },
  VERTICAL {
    @Override
    RowWriter begin(List<Column> columns, Writer out) {
      return new VerticalWriter(columns, out);
    }
  };

  /** Takes the rows of one result, one after the other. */
  interface RowWriter {
    /**
     * Takes a row; it may be printed at once or later.
     *
     * @param values the text of each column, null for NULL
     */
    void write(String[] values) throws IOException;

    /** Prints what is still to be printed. */
    void end() throws IOException;
  }

  abstract RowWriter begin(List<Column> columns, Writer out) throws IOException;

  /** Whether a person reads it, so that headings and row counts help. */
  boolean isForPeople() {
    return this == TABLE || this == VERTICAL;
  }
}
