package io.github.datafusionjdbc.metadata.kernel;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.EngineException.Kind;
import io.github.datafusionjdbc.metadata.MetadataException;
import io.github.datafusionjdbc.metadata.TestWarehouse;
import io.github.datafusionjdbc.policy.SqlState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits to a real log through a store whose answers are lost, repeated or late. */
class LyingStoreTest {
  private static final WriteOperation APPEND =
      new WriteOperation("WRITE", Map.of(), Map.of(), Map.of(), "test/1");

  /** What becomes of one put. */
  private enum Put {
    /** It works as it should. */
    HONEST,
    /** It lands and is answered by a failure. */
    ANSWER_LOST,
    /** It lands, is sent again by a layer below, and that finds the file. */
    REPEATED,
    /** It does not land and is answered by a failure. */
    LOST
  }

  @TempDir Path temp;
  private Engine engine;
  private Path table;
  private DeltaSnapshot read;
  private final Deque<Put> puts = new ArrayDeque<>();
  private boolean canRead = true;

  @BeforeEach
  void open() {
    engine = Engine.acquire(TestWarehouse.options(temp));
    table = temp.resolve("t");
    TestWarehouse.copy(FEATURES.resolve("append_only"), table);
    read = new DeltaLog(engine, "t", root()).latest();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private String root() {
    return table.toUri().toString();
  }

  private DeltaCommitter committer() {
    LogStore honest = LogStore.of(engine.objectStore());
    LogStore liar =
        new LogStore() {
          @Override
          public void putIfAbsent(String uri, byte[] data) {
            Put put = puts.isEmpty() ? Put.HONEST : puts.remove();
            if (put != Put.LOST) {
              honest.putIfAbsent(uri, data);
            }
            if (put == Put.REPEATED) {
              honest.putIfAbsent(uri, data);
            } else if (put != Put.HONEST) {
              throw new EngineException(Kind.STORE_UNKNOWN, "connection reset");
            }
          }

          @Override
          public byte[] read(String uri) {
            if (!canRead) {
              throw new EngineException(Kind.STORE_UNKNOWN, "connection refused");
            }
            return honest.read(uri);
          }
        };
    return new DeltaCommitter(engine, "t", root(), liar);
  }

  private long append() {
    return committer().append(read, APPEND, DonatedFiles.of(read).subList(0, 1), false);
  }

  private List<DonatedFiles.Active> filesNow() {
    return DonatedFiles.active(new DeltaLog(engine, "t", root()).latest());
  }

  @Test
  void aCommitThatLandedAndWhoseAnswerWasLostIsFoundToBeOurs() {
    int before = filesNow().size();
    puts.add(Put.ANSWER_LOST);

    assertThat(append()).isEqualTo(read.version() + 1);

    assertThat(filesNow()).hasSize(before + 1);
  }

  @Test
  void aCommitThatIsAnsweredByExistsBecauseItWasSentTwiceIsNotCommittedAgain() {
    int before = filesNow().size();
    puts.add(Put.REPEATED);

    assertThat(append()).isEqualTo(read.version() + 1);

    assertThat(filesNow()).hasSize(before + 1);
    assertThat(TestWarehouse.commit(table, read.version() + 2)).doesNotExist();
  }

  @Test
  void aCommitThatDidNotLandIsPutAgain() {
    int before = filesNow().size();
    puts.addAll(List.of(Put.LOST, Put.LOST));

    assertThat(append()).isEqualTo(read.version() + 1);

    assertThat(filesNow()).hasSize(before + 1);
  }

  @Test
  void aCommitWhoseVersionAnotherTookGoesIntoTheNextEvenIfTheAnswersAreLost() {
    int before = filesNow().size();
    append();
    puts.addAll(List.of(Put.LOST, Put.ANSWER_LOST));

    assertThat(append()).isEqualTo(read.version() + 2);

    assertThat(filesNow()).hasSize(before + 2);
  }

  @Test
  void aCommitThatALocalDiskNeverTakesIsCertainlyNotThere() {
    puts.addAll(List.of(Put.LOST, Put.LOST, Put.LOST));

    assertThatThrownBy(this::append)
        .isInstanceOfSatisfying(
            MetadataException.class, e -> assertThat(e.state()).isEqualTo(SqlState.IO_ERROR))
        .hasMessageContaining("connection reset");

    assertThat(TestWarehouse.commit(table, read.version() + 1)).doesNotExist();
  }

  @Test
  void aCommitOfWhichNothingCanBeLearnedIsReportedAsUnknown() {
    puts.addAll(List.of(Put.ANSWER_LOST, Put.LOST, Put.LOST));
    canRead = false;

    assertThatThrownBy(this::append)
        .isInstanceOfSatisfying(
            MetadataException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.TRANSACTION_RESOLUTION_UNKNOWN))
        .hasMessageContaining("not known");

    assertThat(Files.exists(TestWarehouse.commit(table, read.version() + 1))).isTrue();
  }
}
