package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Runs statements one by one and prints their results as the rows come. */
final class StatementRunner {
  private final Connection connection;
  private final Writer out;
  private final Writer err;
  private OutputFormat format;
  private boolean timing;
  private volatile Statement running;

  StatementRunner(
      Connection connection, Writer out, Writer err, OutputFormat format, boolean timing) {
    this.connection = connection;
    this.out = out;
    this.err = err;
    this.format = format;
    this.timing = timing;
  }

  Connection connection() {
    return connection;
  }

  Writer out() {
    return out;
  }

  OutputFormat format() {
    return format;
  }

  void setFormat(OutputFormat format) {
    this.format = format;
  }

  boolean timing() {
    return timing;
  }

  void setTiming(boolean timing) {
    this.timing = timing;
  }

  /** Runs the statement to its end and prints everything it gives. */
  void run(String sql) throws SQLException, IOException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      running = statement;
      boolean isResult = statement.execute(sql);
      while (isResult || statement.getUpdateCount() >= 0) {
        if (isResult) {
          try (ResultSet result = statement.getResultSet()) {
            print(result, start);
          }
        } else {
          printCount(statement.getUpdateCount(), start);
        }
        isResult = statement.getMoreResults();
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        err.append("WARNING ").append(w.getSQLState()).append(": ").append(w.getMessage());
        err.append('\n').flush();
      }
    } finally {
      running = null;
      out.flush();
    }
  }

  /** Prints a result; its rows are not collected. */
  void print(ResultSet result, long start) throws SQLException, IOException {
    List<Column> columns = Column.of(result.getMetaData());
    OutputFormat.RowWriter writer = format.begin(columns, out);
    long rows = 0;
    while (result.next()) {
      writer.write(Column.values(columns, result));
      rows++;
    }
    writer.end();
    if (format.isForPeople()) {
      out.append(footer(rows + (rows == 1 ? " row" : " rows"), start)).append("\n\n");
    }
  }

  private void printCount(long count, long start) throws IOException {
    if (format.isForPeople()) {
      String text = count + (count == 1 ? " row affected" : " rows affected");
      out.append(footer(text, start)).append("\n\n");
    }
  }

  private String footer(String count, long start) {
    return "(" + count + (timing ? ", " + duration(System.nanoTime() - start) : "") + ")";
  }

  private static String duration(long nanos) {
    double millis = nanos / 1e6;
    return millis < 1000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.2f s", millis / 1000);
  }

  /** Whether a statement runs that {@link #cancel()} would reach. */
  boolean isRunning() {
    return running != null;
  }

  /** Cancels the statement that runs, if any. For any thread. */
  void cancel() {
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It has ended in the meantime, or runs on: either shows at the prompt.
        Thread.onSpinWait();
      }
    }
  }
}
