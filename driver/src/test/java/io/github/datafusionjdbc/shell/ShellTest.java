package io.github.datafusionjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell as a script uses it, on the flights. */
class ShellTest {
  private static final String FLIGHTS = "../tck/data/nycflights";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String input, String... args) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return Main.run(args, in, out, err, () -> null);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void answersAStatementOfTheCommandLine() {
    assertThat(run("", FLIGHTS, "-e", "select count(*) as n from nyc.flights")).isZero();
    assertThat(out())
        .isEqualTo(
            """
               n
            --------
             336744
            (1 row)

            """);
    assertThat(err()).isEmpty();
  }

  @Test
  void runsStatementsAndFilesInTheOrderOfTheCommandLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("two.sql"), "select 2 as a; select 3 as a");
    String[] args = {
      "--format", "csv", "-e", "select 1 as a", "-f", file.toString(), "-e", "select 4 as a;"
    };
    assertThat(run("", args)).isZero();
    assertThat(out().lines()).containsExactly("a", "1", "a", "2", "a", "3", "a", "4");
  }

  @Test
  void readsStandardInputWhereThereIsNoTerminal() {
    assertThat(run("\uFEFFselect 'ż;' as a;\n-- end\n", "--format=json")).isZero();
    assertThat(out()).isEqualTo("{\"a\":\"ż;\"}\n");
  }

  @Test
  void writesToAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("result.csv");
    assertThat(run("", "-o", file.toString(), "--format", "csv", "-e", "select 'ż' as a")).isZero();
    assertThat(file).hasContent("a\r\nż\r\n");
    assertThat(out()).isEmpty();
  }

  @Test
  void stopsAtTheFirstFailureWithItsPlaceOnStandardError(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.sql"),
            "select 1 as a;\n\nselect carrier,\n  carrierr from nyc.flights;\nselect 3 as a;");
    assertThat(run("", FLIGHTS, "--format", "csv", "-f", file.toString())).isEqualTo(1);
    assertThat(out()).isEqualTo("a\r\n1\r\n");
    assertThat(err())
        .startsWith(file + ", statement at line 3: ERROR 42703: line 2, column 3: ")
        .endsWith("\n    carrierr from nyc.flights;\n    ^\n".replace(";", ""));
  }

  @Test
  void aWrongCommandLineIsStatusTwo() {
    assertThat(run("", "--format", "xml")).isEqualTo(2);
    assertThat(err()).contains("--format", "xml", "Usage:");
    assertThat(run("", "a", "b")).isEqualTo(2);
    assertThat(out()).isEmpty();
  }

  @Test
  void whatCannotBeOpenedIsStatusOne() {
    assertThat(run("", "no/such/warehouse", "-e", "select 1")).isEqualTo(1);
    assertThat(err()).startsWith("ERROR 08001: ").contains("no/such/warehouse");
    err.reset();
    assertThat(run("", "jdbc:none:x", "-e", "select 1")).isEqualTo(1);
    assertThat(err()).startsWith("ERROR 08001: ").contains("jdbc:none:x");
    err.reset();
    assertThat(run("", "-f", "no/such/file.sql")).isEqualTo(1);
    assertThat(err()).isEqualTo("no such file: no/such/file.sql\n");
    assertThat(out()).isEmpty();
  }

  @Test
  void helpAndVersionAreOnStandardOutput() {
    assertThat(run("", "--help")).isZero();
    assertThat(out()).contains("Usage: datafusion-jdbc", "--execute");
    assertThat(run("", "--version")).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  void theDemoAsksItsFourteenQuestionsAndGivesAnswersOfSparksLength() throws IOException {
    Path demo = Path.of("../tck/demo/flights.sql");
    assertThat(run("", FLIGHTS, "-f", demo.toString())).as(err()).isZero();
    List<String> headings =
        Script.of(Files.readString(demo)).all().stream().map(Script.Statement::heading).toList();
    assertThat(headings).hasSize(14).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(out()).contains(headings);

    List<Long> counts =
        Pattern.compile("^\\((\\d+) rows?\\)$", Pattern.MULTILINE)
            .matcher(out())
            .results()
            .map(count -> Long.valueOf(count.group(1)))
            .sorted()
            .toList();
    assertThat(counts).isEqualTo(expectedCounts());
  }

  private static List<Long> expectedCounts() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../tck/data/expected/nyc/queries"))) {
      return files
          .filter(file -> file.toString().endsWith(".csv"))
          .map(ShellTest::rows)
          .sorted()
          .toList();
    }
  }

  private static long rows(Path csv) {
    try {
      return Files.readAllLines(csv).size() - 1L;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
