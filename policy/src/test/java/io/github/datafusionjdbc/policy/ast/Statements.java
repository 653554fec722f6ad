package io.github.datafusionjdbc.policy.ast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/** SQL of the test data, and Calcite's own parser for it. */
final class Statements {
  private static final Path TCK = Path.of("../tck");

  private Statements() {}

  /** All that Calcite's parser takes of the labelled statements, the questions and TPC-H. */
  static List<SqlNode> trees() {
    List<String> texts = new ArrayList<>();
    for (String file : List.of("queries", "expressions", "statements", "traps")) {
      for (String line : lines(TCK.resolve("data/sql/" + file + ".txt"))) {
        texts.add(line.substring(line.indexOf(" | ") + 3));
      }
    }
    for (String folder : List.of("data/expected/nyc/queries", "src/main/resources/tpch")) {
      try (Stream<Path> files = Files.list(TCK.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".sql"))
            .sorted()
            .forEach(file -> texts.add(String.join("\n", lines(file)).replace(";", "")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    // Calcite parses these three, the engine has none of them and payloads no place for them.
    Pattern foreign = Pattern.compile("match_recognize|pivot *\\(", Pattern.CASE_INSENSITIVE);
    return texts.stream()
        .filter(sql -> !foreign.matcher(sql).find())
        .flatMap(sql -> tryParse(sql).stream())
        .toList();
  }

  static SqlNode parse(String sql) {
    try {
      return parser(sql).parseStmt();
    } catch (SqlParseException e) {
      throw new IllegalArgumentException(sql, e);
    }
  }

  static String unparse(SqlNode node) {
    return node.toSqlString(AnsiSqlDialect.DEFAULT).getSql();
  }

  private static Optional<SqlNode> tryParse(String sql) {
    try {
      return Optional.of(parser(sql).parseStmt());
    } catch (SqlParseException e) {
      return Optional.empty();
    }
  }

  private static SqlParser parser(String sql) {
    return SqlParser.create(
        sql,
        SqlParser.config()
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.TO_LOWER)
            .withQuotedCasing(Casing.UNCHANGED));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
