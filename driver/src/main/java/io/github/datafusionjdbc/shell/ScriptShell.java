package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Runs scripts to their end or to the first failure. */
final class ScriptShell {
  private final StatementRunner runner;
  private final Writer err;
  private final InputStream in;

  ScriptShell(StatementRunner runner, Writer err, InputStream in) {
    this.runner = runner;
    this.err = err;
    this.in = in;
  }

  /** Runs a source; whether all went well. */
  boolean run(Options.Source source) throws IOException {
    if (source.text != null) {
      return run(source.text, null);
    }
    if (source.file.equals("-")) {
      return runStandardInput();
    }
    try {
      return run(Files.readString(Path.of(source.file)), source.file);
    } catch (NoSuchFileException e) {
      err.append("no such file: ").append(source.file).append('\n').flush();
      return false;
    }
  }

  /** Runs the statements of standard input; whether all went well. */
  boolean runStandardInput() throws IOException {
    return run(new String(in.readAllBytes(), StandardCharsets.UTF_8), "standard input");
  }

  private boolean run(String text, String file) throws IOException {
    for (Script.Statement statement : Script.of(text).all()) {
      if (file != null && statement.heading() != null && runner.format().isForPeople()) {
        runner.out().append(statement.heading()).append('\n');
      }
      try {
        runner.run(statement.sql());
      } catch (SQLException e) {
        String place = file == null ? "" : file + ", statement at line " + statement.line() + ": ";
        err.append(place).append(ErrorText.of(e)).append('\n').flush();
        return false;
      }
    }
    return true;
  }
}
