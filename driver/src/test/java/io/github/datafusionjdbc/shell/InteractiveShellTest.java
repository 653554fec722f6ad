package io.github.datafusionjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell as a person uses it. */
class InteractiveShellTest {
  private static final String FLIGHTS = "jdbc:datafusion:../tck/data/nycflights";

  @TempDir Path cache;

  /** Types the lines and gives what the terminal shows. */
  private String type(String... lines) throws IOException, SQLException {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    byte[] keys = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try (Connection connection = DriverManager.getConnection(FLIGHTS);
        Terminal terminal =
            new DumbTerminal(
                "test", "dumb", new ByteArrayInputStream(keys), screen, StandardCharsets.UTF_8)) {
      StatementRunner runner =
          new StatementRunner(
              connection, terminal.writer(), terminal.writer(), OutputFormat.TABLE, false);
      new InteractiveShell(runner, terminal, FLIGHTS, cache.resolve("history")).run();
    }
    return screen.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  @Test
  void aStatementMayTakeSeveralLines() throws Exception {
    assertThat(type("select count(*) as n", "from nyc.airlines", ";"))
        .contains("DataFusion")
        .contains(
            """
             n
            ----
             16
            (1 row)
            """);
  }

  @Test
  void anErrorIsShownAndTheShellGoesOn() throws Exception {
    assertThat(type("select nothing from nyc.airlines;", "select 41 + 1 as a; select 7 as b;"))
        .contains("ERROR 42703: line 1, column 8", "       ^", " 42\n", " 7\n");
  }

  @Test
  void commandsTellWhatThereIs() throws Exception {
    String screen = type("\\dn", "\\dt nyc", "\\d nyc.airlines", "\\d nothing", "\\x", "\\?");
    assertThat(screen)
        .containsPattern("(?m)^ nyc$")
        .containsPattern("nyc +\\| flights +\\| ")
        .containsPattern("carrier +\\| varchar")
        .contains("no table or view is named nothing", "no such command: \\x", "\\timing");
  }

  @Test
  void formatAndTimingAreChosenAtThePrompt() throws Exception {
    assertThat(type("\\format json", "select 1 as a;", "\\format xml"))
        .contains("{\"a\":1}", "no such format: choose one of table, csv");
    assertThat(type("\\timing", "select 1 as a;"))
        .containsPattern("\\(1 row, [0-9.]+ m?s\\)")
        .contains("Timing is on.");
  }

  @Test
  void theShellEndsAtItsCommandAndAtTheEndOfInput() throws Exception {
    assertThat(type("\\q", "select 'after' as a;")).doesNotContain(" after\n");
    assertThat(type("")).contains("datafusion> ");
  }

  @Test
  void whatWasTypedIsKeptForItsOwnerAlone() throws Exception {
    type("select 1 as first_one;");
    Path file = cache.resolve("history");
    assertThat(Files.readString(file)).contains("select 1 as first_one;");
    Path opened = HistoryFile.open(Map.of("XDG_CACHE_HOME", cache.toString()), Path.of("/none"));
    assertThat(opened).isEqualTo(cache.resolve("datafusion-jdbc").resolve("history")).exists();
    if (Files.getFileStore(opened).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opened)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void controlCEndsAStatementThatWouldRunForLong() throws Exception {
    String sql =
        "select count(*) from range(1000000) a, range(10000000) b where a.value <> b.value;\n";
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (Connection connection = DriverManager.getConnection("jdbc:datafusion:");
        Terminal terminal =
            new DumbTerminal(
                "test",
                "dumb",
                new ByteArrayInputStream(sql.getBytes(StandardCharsets.UTF_8)),
                screen,
                StandardCharsets.UTF_8)) {
      StatementRunner runner =
          new StatementRunner(
              connection, terminal.writer(), terminal.writer(), OutputFormat.TABLE, false);
      Thread keys =
          new Thread(
              () -> {
                // As a person does: again, where it came before the statement had begun.
                while (!Thread.currentThread().isInterrupted()) {
                  if (runner.isRunning()) {
                    terminal.raise(Terminal.Signal.INT);
                  }
                  Thread.onSpinWait();
                }
              });
      keys.start();
      new InteractiveShell(runner, terminal, "", cache.resolve("history")).run();
      keys.interrupt();
      keys.join();
    }
    assertThat(screen.toString(StandardCharsets.UTF_8)).contains("ERROR 57014");
  }

  private static List<String> complete(String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection(FLIGHTS)) {
      ParsedLine line = new StatementParser().parse(text, text.length(), ParseContext.COMPLETE);
      List<Candidate> candidates = new ArrayList<>();
      new SqlCompleter(new Catalog(connection)).complete(null, line, candidates);
      return candidates.stream().map(Candidate::value).toList();
    }
  }

  @Test
  void completionOffersWhatFitsAtTheCursor() throws Exception {
    assertThat(complete("sel")).contains("select");
    assertThat(complete("SEL")).contains("SELECT").doesNotContain("select");
    assertThat(complete("select * from nyc.fl")).contains("nyc.flights", "nyc.airlines");
    assertThat(complete("select * from n")).contains("nyc.", "flights");
    assertThat(complete("select * from nyc.flights where dep")).contains("dep_delay");
    assertThat(complete("select * from nyc.flights as f where f.dep")).contains("f.dep_delay");
    assertThat(complete("select flights.")).contains("flights.dep_delay");
    assertThat(complete("\\")).contains("\\d", "\\q");
    assertThat(complete("select x.")).isEmpty();
  }
}
