package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Reads statements from a person and runs them. */
final class InteractiveShell {
  private static final String PROMPT = "datafusion> ";
  private static final String NEXT_LINE_PROMPT = "         -> ";

  private final StatementRunner runner;
  private final Terminal terminal;
  private final String url;
  private final Path history;
  private final Catalog catalog;
  private final Commands commands;

  InteractiveShell(StatementRunner runner, Terminal terminal, String url, Path history) {
    this.runner = runner;
    this.terminal = terminal;
    this.url = url;
    this.history = history;
    this.catalog = new Catalog(runner.connection());
    this.commands = new Commands(runner, catalog, terminal.writer());
  }

  /** Runs until the end of input or {@code \q}. */
  void run() throws IOException, SQLException {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(new StatementParser())
            .completer(new SqlCompleter(catalog))
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, NEXT_LINE_PROMPT)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    DatabaseMetaData database = runner.connection().getMetaData();
    terminal
        .writer()
        .println(
            database.getDatabaseProductName()
                + " "
                + database.getDatabaseProductVersion()
                + " on "
                + url);
    terminal.writer().println("Statements end with a semicolon. \\? for help, \\q to leave.");
    boolean open = true;
    while (open) {
      try {
        open = execute(reader.readLine(PROMPT));
      } catch (UserInterruptException e) {
        // Ctrl-C at the prompt throws away what was typed.
        open = true;
      } catch (EndOfFileException e) {
        open = false;
      }
      terminal.flush();
    }
  }

  /** Runs what was typed; whether to go on. */
  private boolean execute(String line) throws IOException {
    String text = line.strip();
    if (text.startsWith("\\")) {
      try {
        return commands.run(text);
      } catch (SQLException e) {
        report(e);
        return true;
      }
    }
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> runner.cancel());
    try {
      for (Script.Statement statement : Script.of(line).statements()) {
        try {
          runner.run(statement.sql());
        } catch (SQLException e) {
          report(e);
          return true;
        }
      }
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      catalog.forget();
    }
    return true;
  }

  private void report(SQLException error) {
    terminal.writer().println(ErrorText.of(error));
  }
}
