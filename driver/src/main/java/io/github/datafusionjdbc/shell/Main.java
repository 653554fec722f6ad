package io.github.datafusionjdbc.shell;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.LogManager;
import org.jline.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The entry of the shell. */
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  /** Runs the shell and ends the JVM with its exit status. */
  public static void main(String[] args) {
    if (System.getProperty("java.util.logging.config.file") == null) {
      // Libraries log to the console unless told otherwise, between the lines of a person's work.
      LogManager.getLogManager().reset();
    }
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    OutputStream err = new FileOutputStream(FileDescriptor.err);
    System.exit(run(args, System.in, out, err, Terminals::system));
  }

  /** Gives the terminal that a person sits at. */
  @FunctionalInterface
  interface TerminalSource {
    /** The terminal, or null if standard input is a file or a pipe. */
    Terminal open() throws IOException;
  }

  /**
   * Runs the shell.
   *
   * @return the exit status
   */
  static int run(
      String[] args,
      InputStream in,
      OutputStream outStream,
      OutputStream errStream,
      TerminalSource terminals) {
    PrintWriter out = new PrintWriter(outStream, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(errStream, true, StandardCharsets.UTF_8);
    Options options = new Options();
    CommandLine commandLine =
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).setOut(out).setErr(err);
    try {
      CommandLine.ParseResult parsed = commandLine.parseArgs(args);
      Integer helpStatus = CommandLine.executeHelpRequest(parsed);
      return helpStatus != null ? helpStatus : run(options, in, outStream, err, terminals);
    } catch (ParameterException e) {
      err.println(e.getMessage());
      e.getCommandLine().usage(err);
      return commandLine.getCommandSpec().exitCodeOnInvalidInput();
    }
  }

  private static int run(
      Options options,
      InputStream in,
      OutputStream outStream,
      PrintWriter err,
      TerminalSource terminals) {
    Properties properties = new Properties();
    properties.putAll(options.properties);
    try (Connection connection = DriverManager.getConnection(options.url(), properties);
        OutputStream target =
            options.output == null ? outStream : Files.newOutputStream(options.output);
        Writer out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8))) {
      if (options.sources.isEmpty()) {
        try (Terminal terminal = terminals.open()) {
          if (terminal != null) {
            Writer results = options.output == null ? terminal.writer() : out;
            StatementRunner runner =
                new StatementRunner(connection, results, terminal.writer(), options.format, true);
            Path home = Path.of(System.getProperty("user.home"));
            Path history = HistoryFile.open(System.getenv(), home);
            new InteractiveShell(runner, terminal, options.url(), history).run();
            return 0;
          }
        }
      }
      return runAll(
          options,
          new StatementRunner(connection, out, err, options.format, options.timing),
          err,
          in);
    } catch (SQLException e) {
      err.println(ErrorText.of(e));
      return FAILED;
    } catch (IOException e) {
      err.println("ERROR: " + e);
      return FAILED;
    }
  }

  private static int runAll(Options options, StatementRunner runner, Writer err, InputStream in)
      throws IOException {
    ScriptShell shell = new ScriptShell(runner, err, in);
    if (options.sources.isEmpty() && !shell.runStandardInput()) {
      return FAILED;
    }
    for (Options.Source source : options.sources) {
      if (!shell.run(source)) {
        return FAILED;
      }
    }
    return 0;
  }
}
