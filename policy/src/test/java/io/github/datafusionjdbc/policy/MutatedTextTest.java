package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements of the corpus, damaged at random: each is admitted or refused, nothing else happens.
 * The seeds are fixed. More of them are tried with {@code -Dpolicy.mutations.seeds=<how many>}.
 */
class MutatedTextTest {
  private static final int STATEMENTS_A_SEED = 200;
  private static final List<String> FRAGMENTS =
      List.of(
          "'",
          "\"",
          "$$",
          "/*",
          "*/",
          "--",
          "\n",
          "\r",
          "\r\n",
          "\0",
          "\ud800",
          "\udc00",
          "\ufeff",
          "😀",
          "(",
          ")",
          "((((",
          "[",
          "]",
          "{",
          "}",
          "?",
          "$1",
          "$0",
          ";",
          ",",
          ".",
          "..",
          "::",
          "::int",
          "->",
          "=>",
          "*",
          "e",
          "E'",
          "X'",
          "0x",
          "1e",
          "1.",
          "99999999999999999999999",
          " not ",
          " and ",
          " case ",
          " end ",
          " over ",
          " with ",
          " recursive ",
          " select ",
          " from ",
          " union ",
          " all ",
          " distinct ",
          " interval ",
          " array[",
          " cast(",
          " as ",
          " in ",
          " between ",
          " exists(",
          " unnest(",
          " lateral ",
          " within ",
          " filter(",
          " {fn ",
          " {d ",
          " for version as of ",
          " explain ",
          " values ",
          " \u0130 ",
          " ı ");

  private static List<String> corpus;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("policy.mutations.seeds", 20));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void damagedStatementsAreAdmittedOrRefused(long seed) throws IOException {
    List<String> statements = corpus();
    Random random = new Random(seed);
    for (int i = 0; i < STATEMENTS_A_SEED; i++) {
      String sql = statements.get(random.nextInt(statements.size()));
      for (int damages = 1 + random.nextInt(4); damages > 0; damages--) {
        sql = damaged(sql, statements, random);
      }
      check(sql, "seed " + seed + ", statement " + i + ": " + shown(sql));
    }
  }

  private static void check(String sql, String name) {
    AdmittedStatement admitted;
    try {
      admitted = Lane.tryToAdmit(sql);
    } catch (StatementRefused refused) {
      assertThat(refused.state()).as(name).isNotNull();
      assertThat(refused.rawMessage()).as(name).isNotBlank().hasSizeLessThan(1_100);
      return;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(name, e);
    }
    assertThat(admitted.normalizedSql()).as(name).isNotBlank();
    assertThat(admitted.fingerprint()).as(name).hasSize(64);
  }

  private static String damaged(String sql, List<String> statements, Random random) {
    int length = sql.length();
    int from = length == 0 ? 0 : random.nextInt(length);
    int to = Math.min(length, from + random.nextInt(12));
    String part = sql.substring(from, to);
    String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    return switch (random.nextInt(7)) {
      case 0 -> sql.substring(0, from) + sql.substring(to);
      case 1 -> sql.substring(0, from) + fragment + sql.substring(from);
      case 2 -> sql.substring(0, from) + fragment + sql.substring(to);
      case 3 -> sql.substring(0, to) + part.repeat(random.nextInt(30)) + sql.substring(to);
      case 4 -> sql.substring(0, from);
      case 5 -> {
        String other = statements.get(random.nextInt(statements.size()));
        yield sql.substring(0, from) + ' ' + other.substring(random.nextInt(other.length()));
      }
      default -> {
        String other = statements.get(random.nextInt(statements.size()));
        yield sql.substring(0, from) + '(' + other + ')' + sql.substring(to);
      }
    };
  }

  private static String shown(String sql) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c < ' ' || Character.isSurrogate(c)) {
        shown.append("\\u%04x".formatted((int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  private static synchronized List<String> corpus() throws IOException {
    if (corpus == null) {
      List<String> statements = new ArrayList<>();
      Path sql = Path.of("..", "tck", "data", "sql");
      for (String file : List.of("expressions.txt", "queries.txt", "traps.txt")) {
        for (String line : Files.readAllLines(sql.resolve(file))) {
          statements.add(line.substring(line.indexOf('|') + 1).strip());
        }
      }
      corpus = statements;
    }
    return corpus;
  }
}
