package io.github.datafusionjdbc.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a line that begins with a backslash asks for. */
final class Commands {
  static final List<String> NAMES =
      List.of("\\?", "\\d", "\\dn", "\\dt", "\\format", "\\q", "\\timing");

  private static final String HELP =
      """
      \\d            list tables and views
      \\d NAME       describe a table or view
      \\dt [SCHEMA]  list tables and views, of one schema
      \\dn           list schemas
      \\format NAME  how results are printed: %s
      \\timing       turn durations on or off
      \\q            leave, as does Ctrl-D
      Ctrl-C cancels the statement that runs; Tab completes.
      """
          .formatted(formats());

  private final StatementRunner runner;
  private final Catalog catalog;
  private final PrintWriter out;

  Commands(StatementRunner runner, Catalog catalog, PrintWriter out) {
    this.runner = runner;
    this.catalog = catalog;
    this.out = out;
  }

  /** Does what the line says; whether the shell goes on. */
  boolean run(String line) throws SQLException, IOException {
    String[] words = line.replaceFirst(";\\s*$", "").strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    catalog.forget();
    switch (words[0]) {
      case "\\q" -> {
        return false;
      }
      case "\\?", "\\h" -> out.print(HELP);
      case "\\timing" -> setTiming();
      case "\\format" -> setFormat(argument);
      case "\\dn" -> list(List.of("Schema"), catalog.schemas().stream().map(s -> new String[] {s}));
      case "\\dt" -> listTables(argument);
      case "\\d" -> {
        if (argument.isEmpty()) {
          listTables("");
        } else {
          describe(argument);
        }
      }
      default -> out.println("no such command: " + words[0] + " (\\? lists them)");
    }
    return true;
  }

  private void setTiming() {
    runner.setTiming(!runner.timing());
    out.println("Timing is " + (runner.timing() ? "on." : "off."));
  }

  private void setFormat(String name) {
    try {
      runner.setFormat(OutputFormat.valueOf(name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      out.println("no such format: choose one of " + formats());
    }
  }

  private static String formats() {
    return Arrays.stream(OutputFormat.values())
        .map(format -> format.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private void listTables(String schema) throws SQLException, IOException {
    list(
        List.of("Schema", "Name", "Type"),
        catalog.tables().stream()
            .filter(table -> schema.isEmpty() || schema.equalsIgnoreCase(table.schema()))
            .map(table -> new String[] {table.schema(), table.name(), table.type()}));
  }

  private void describe(String name) throws SQLException, IOException {
    List<Catalog.Table> tables = catalog.find(name);
    if (tables.isEmpty()) {
      out.println("no table or view is named " + name);
    }
    for (Catalog.Table table : tables) {
      out.println(
          table.type() + " " + catalog.quote(table.schema()) + "." + catalog.quote(table.name()));
      list(
          List.of("Column", "Type", "Nullable"),
          catalog.columns(table).stream()
              .map(c -> new String[] {c.name(), c.type(), c.nullable() ? "" : "not null"}));
    }
  }

  private void list(List<String> labels, Stream<String[]> rows) throws IOException {
    TableWriter writer =
        new TableWriter(labels.stream().map(l -> new Column(l, Types.VARCHAR)).toList(), out);
    for (String[] row : rows.toList()) {
      writer.write(row);
    }
    writer.end();
    out.println();
  }
}
