package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NothingOutstanding.class)
class EngineExceptionTest {
  private static TestEngine engine;

  @BeforeAll
  static void open() {
    engine = new TestEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SYNTAX           | select 1 +",
        "SYNTAX           | select 'open",
        "PLANNING         | select * from nowhere",
        "PLANNING         | select no_such_function(1)",
        "SCHEMA           | select b from (values (1)) t(a)",
        "SCHEMA           | select a from (values (1)) t(a), (values (1)) u(a)",
        "OVERFLOW         | select arrow_cast(x, 'Int8') from (values (128)) t(x)",
        "DIVISION_BY_ZERO | select 1 / x from (values (0)) t(x)",
        "INVALID_CAST     | select cast(x as int) from (values ('abc')) t(x)",
        "CARDINALITY      | select (select x from (values (1), (2)) t(x))",
      })
  void tellsTheClassOfAFault(Kind kind, String sql) {
    EngineException e = engine.failure(engine -> engine.run(sql));
    assertThat(e.kind()).as("%s", e).isEqualTo(kind);
    assertThat(e).message().isNotBlank();
  }

  @Test
  void namesTheColumnThatDoesNotExist() {
    EngineException e =
        engine.failure(engine -> engine.run("select flght from (values (1)) t(flight)"));
    assertThat(e).hasMessageContaining("flght").hasMessageContaining("flight");
  }

  @Test
  void tellsTheClassOfAStoresFault(@TempDir Path folder) throws IOException {
    ObjectStore store = engine.engine().objectStore();
    String missing = folder.resolve("missing").toUri().toString();
    assertThat(engine.failure(e -> store.read(missing)).kind()).isEqualTo(Kind.STORE_NOT_FOUND);
    assertThat(engine.failure(e -> store.head(missing)).kind()).isEqualTo(Kind.STORE_NOT_FOUND);
    Path there = Files.writeString(folder.resolve("there"), "x");
    EngineException exists =
        engine.failure(e -> store.putIfAbsent(there.toUri().toString(), new byte[] {1}));
    assertThat(exists.kind()).isEqualTo(Kind.STORE_EXISTS);
    assertThat(there).hasContent("x");
  }

  @Test
  void tellsThatADataFileIsDamaged(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("data.parquet"), "this is not parquet at all");
    EngineException e =
        engine.failure(
            engine -> {
              try (ResultStream stream =
                  engine
                      .engine()
                      .readParquet(
                          file.toUri().toString(), 26, "{\"type\":\"struct\",\"fields\":[]}")) {
                stream.next();
              }
            });
    assertThat(e.kind()).isEqualTo(Kind.CORRUPT_FILE);
    assertThat(e).hasMessageContaining("data.parquet");
  }

  @Test
  void tellsThatTheMemoryLimitWasReached() {
    try (TestEngine small =
        new TestEngine(Map.of("memory_limit", "2000000", "target_partitions", "2"))) {
      // a hash join's build side does not spill
      EngineException e =
          small.failure(
              engine ->
                  engine.run(
                      "select count(*) from generate_series(1, 3000000) a(x)"
                          + " join generate_series(1, 3000000) b(y) on x = y"));
      assertThat(e.kind()).isEqualTo(Kind.MEMORY_LIMIT);
    }
  }

  @Test
  void tellsThatTheSpillFolderCannotBeUsed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    assertThatThrownBy(
            () -> new TestEngine(Map.of("spill_directory", file.resolve("spill").toString())))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DISK));
  }

  @Test
  void tellsThatAHandleIsClosed() {
    Plan plan = engine.plan("select 1");
    plan.close();
    plan.close();
    assertThatThrownBy(plan::text)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED))
        .hasMessageContaining("plan");
    Session session = engine.engine().openSession(Map.of());
    session.close();
    session.close();
    try (CancelToken token = new CancelToken()) {
      assertThatThrownBy(() -> session.plan("select 1", List.of(), token))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }
  }

  @Test
  void staysUsableAfterEveryFault() {
    for (int i = 0; i < 50; i++) {
      engine.failure(engine -> engine.run("select 1 / x from (values (0)) t(x)"));
      engine.failure(engine -> engine.run("select nothing"));
    }
    assertThat(engine.value("select 42", ArrowColumn::getLong)).isEqualTo(42L);
  }
}
