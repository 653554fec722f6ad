package io.github.datafusionjdbc.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line. */
@Command(
    name = "datafusion-jdbc",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    description = "SQL over Delta Lake tables.",
    footer = {
      "",
      "Without -e and -f it reads statements from the terminal, or from standard input",
      "where that is a file or a pipe.",
      "Exit status: 0, or 1 if a statement failed, or 2 if the command line is wrong."
    })
final class Options {
  /** Where statements come from: one of the two is set. */
  static final class Source {
    @Option(
        names = {"-e", "--execute"},
        paramLabel = "SQL",
        required = true,
        description = "Run these statements. Repeatable.")
    String text;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        required = true,
        description = "Run the statements of this file; - is standard input. Repeatable.")
    String file;
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "WAREHOUSE",
      description = "A folder, an object-store URI or a whole JDBC URL. Without: in memory.")
  private String warehouse = "";

  @Option(
      names = {"--format"},
      paramLabel = "FORMAT",
      description = "table, csv, tsv, json, markdown or vertical. Default: table.")
  OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write results to this file, in UTF-8.")
  Path output;

  @Option(names = "--timing", description = "Print how long each statement took.")
  boolean timing;

  @Option(
      names = {"-p", "--property"},
      paramLabel = "KEY=VALUE",
      description = "A connection property. Repeatable.")
  Map<String, String> properties = new LinkedHashMap<>();

  /** In the order of the command line. */
  @ArgGroup(multiplicity = "0..*")
  List<Source> sources = new ArrayList<>();

  String url() {
    return warehouse.startsWith("jdbc:") ? warehouse : "jdbc:datafusion:" + warehouse;
  }
}
