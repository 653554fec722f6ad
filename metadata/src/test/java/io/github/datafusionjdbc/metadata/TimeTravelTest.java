package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static io.github.datafusionjdbc.metadata.TestWarehouse.setTime;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.SqlState;
import io.github.datafusionjdbc.policy.StatementRefused;
import io.github.datafusionjdbc.policy.TableVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FOR VERSION AS OF and FOR TIMESTAMP AS OF. */
class TimeTravelTest {
  private static final Instant NOON = Instant.parse("2024-05-06T12:00:00Z");

  @TempDir Path folder;
  private TestWarehouse warehouse;

  @BeforeEach
  void open() throws Exception {
    Path table = folder.resolve("t");
    TestWarehouse.copy(FEATURES.resolve("checkpoints"), table);
    for (int version = 0; version <= 8; version++) {
      setTime(table, version, NOON.plusSeconds(60L * version));
    }
    warehouse = TestWarehouse.open(folder);
  }

  @AfterEach
  void close() {
    warehouse.close();
    assertThat(Engine.counters().handles()).isZero();
  }

  private Relation asOf(String table, Instant time) throws StatementRefused {
    return asOf(table, time, Duration.ZERO);
  }

  private Relation asOf(String table, Instant time, Duration maxAge) throws StatementRefused {
    long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    try (PinnedCatalog catalog = warehouse.statement(maxAge, null)) {
      return catalog
          .find("public", table, Optional.of(new TableVersion.AsOf(micros)))
          .orElseThrow();
    }
  }

  private Relation at(long version) throws StatementRefused {
    try (PinnedCatalog catalog = warehouse.statement()) {
      return catalog
          .find("public", "t", Optional.of(new TableVersion.Number(version)))
          .orElseThrow();
    }
  }

  @Test
  void aTimeNamesTheNewestVersionThatIsNotLater() throws Exception {
    assertThat(asOf("t", NOON).version()).hasValue(0);
    assertThat(asOf("t", NOON.plusMillis(59_999)).version()).hasValue(0);
    assertThat(asOf("t", NOON.plusSeconds(60)).version()).hasValue(1);
    assertThat(asOf("t", NOON.plusSeconds(245)).version()).hasValue(4);
    assertThat(asOf("t", NOON.plusSeconds(480)).version()).hasValue(8);
    assertThat(asOf("t", NOON.plusSeconds(245)).engineName()).isEqualTo("t@v4");
  }

  @Test
  void theSameVersionByTimeAndByNumberIsOneRelation() throws Exception {
    try (PinnedCatalog catalog = warehouse.statement()) {
      long micros = NOON.plusSeconds(245).getEpochSecond() * 1_000_000;
      Relation byTime =
          catalog.find("public", "t", Optional.of(new TableVersion.AsOf(micros))).orElseThrow();
      Relation byNumber =
          catalog.find("public", "t", Optional.of(new TableVersion.Number(4))).orElseThrow();
      Relation laterByTime =
          catalog.find("public", "t", Optional.of(new TableVersion.AsOf(micros + 1))).orElseThrow();
      assertThat(byNumber).isSameAs(byTime);
      assertThat(laterByTime).isSameAs(byTime);
      assertThat(catalog.bindings()).hasSize(1);
      assertThat(catalog.pins()).hasSize(1);
    }
  }

  @Test
  void aTimeBeforeTheFirstVersionIsRefusedWithTheFirst() {
    assertThatThrownBy(() -> asOf("t", NOON.minusMillis(1)))
        .isInstanceOfSatisfying(
            StatementRefused.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.INVALID_PARAMETER_VALUE))
        .hasMessage(
            "The table public.t cannot be read as of 2024-05-06T11:59:59.999Z: its first version"
                + " that can be read, 0, is of 2024-05-06T12:00:00Z.");
    assertThatThrownBy(() -> asOf("t", Instant.ofEpochMilli(-1)))
        .isInstanceOf(StatementRefused.class);
  }

  @Test
  void aTimeAfterTheNewestVersionIsRefusedWithTheNewest() {
    assertThatThrownBy(() -> asOf("t", NOON.plusSeconds(481)))
        .isInstanceOfSatisfying(
            StatementRefused.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.INVALID_PARAMETER_VALUE))
        .hasMessageContaining("its newest version, 8, is of 2024-05-06T12:08:00Z");
  }

  @Test
  void aTimeAfterWhatIsKnownIsLookedForEvenWithinTheMaximumAge() throws Exception {
    Path table = folder.resolve("grows");
    TestWarehouse.copy(FEATURES.resolve("checkpoints"), table, 1);
    setTime(table, 0, NOON);
    setTime(table, 1, NOON.plusSeconds(60));
    assertThat(asOf("grows", NOON.plusSeconds(60)).version()).hasValue(1);

    TestWarehouse.copy(FEATURES.resolve("checkpoints"), table, 2);
    setTime(table, 2, NOON.plusSeconds(120));
    assertThat(asOf("grows", NOON.plusSeconds(120), Duration.ofHours(1)).version()).hasValue(2);
  }

  @Test
  void timesInTheCommitsCountWhereTheTableHasThem() throws Exception {
    Path table = FEATURES.resolve("in_commit_timestamps");
    TestWarehouse.copy(table, folder.resolve("ict"));
    for (long version = 0; version <= 2; version++) {
      String commitInfo = Files.readAllLines(TestWarehouse.commit(table, version)).get(0);
      JsonNode json = new ObjectMapper().readTree(commitInfo);
      long millis = json.at("/commitInfo/inCommitTimestamp").asLong();
      assertThat(millis).isPositive();
      assertThat(asOf("ict", Instant.ofEpochMilli(millis)).version()).hasValue(version);
    }
  }

  @Test
  void anUnknownVersionIsRefusedWithTheRangeThatThereIs() {
    for (long version : new long[] {9, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> at(version))
          .isInstanceOfSatisfying(
              StatementRefused.class,
              e -> assertThat(e.state()).isEqualTo(SqlState.INVALID_PARAMETER_VALUE))
          .hasMessage(
              "The table public.t has no version "
                  + version
                  + " that can be read: there are versions 0 to 8.");
    }
  }

  @Test
  void aVersionWhoseCommitsWereCleanedUpIsRefusedWithTheFirstThatIsLeft() throws Exception {
    for (long version = 0; version < 5; version++) {
      Files.delete(TestWarehouse.commit(folder.resolve("t"), version));
    }
    assertThatThrownBy(() -> at(4))
        .isInstanceOf(StatementRefused.class)
        .hasMessageContaining("has no version 4 that can be read: there are versions 6 to 8");
    assertThat(at(7).version()).hasValue(7);
    assertThatThrownBy(() -> asOf("t", NOON.plusSeconds(60)))
        .isInstanceOf(StatementRefused.class)
        .hasMessageContaining("its first version that can be read, 6");
  }
}
