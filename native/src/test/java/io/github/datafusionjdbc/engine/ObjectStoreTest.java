package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.EngineException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test runs on local files and on memory: the two must not differ. */
@ExtendWith(NothingOutstanding.class)
class ObjectStoreTest {
  @TempDir private Path folder;
  private String root;
  private Engine engine;

  private ObjectStore open(String scheme) {
    root =
        scheme.equals("file") ? folder.toUri().toString() : "memory:///" + UUID.randomUUID() + "/";
    engine = Engine.acquire(new EngineOptions(root, Map.of(), Map.of()));
    return engine.objectStore();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names(List<FileStatus> files) {
    return files.stream().map(file -> file.uri().substring(root.length())).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "memory"})
  void readsBackWhatWasPut(String scheme) {
    ObjectStore store = open(scheme);
    store.put(root + "a/b/object", bytes("first"));
    store.put(root + "a/b/object", bytes("second"));
    assertThat(store.read(root + "a/b/object")).isEqualTo(bytes("second"));
    assertThat(store.read(root + "a/b/object", 2, 3)).isEqualTo(bytes("con"));
    store.put(root + "empty", new byte[0]);
    assertThat(store.read(root + "empty")).isEmpty();
    FileStatus status = store.head(root + "a/b/object");
    assertThat(status.uri()).isEqualTo(root + "a/b/object");
    assertThat(status.size()).isEqualTo(6);
    assertThat(status.modifiedMillis())
        .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(600_000L));
    assertThat(status.directory()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "memory"})
  void listsInOrderBelowAndAfter(String scheme) {
    ObjectStore store = open(scheme);
    for (String name : List.of("t/b", "t/a", "t/c/d", "t/c/e", "t/_delta_log/0.json", "u")) {
      store.put(root + name, bytes(name));
    }
    assertThat(names(store.list(root + "t/", null)))
        .containsExactly("t/_delta_log/0.json", "t/a", "t/b", "t/c/d", "t/c/e");
    assertThat(names(store.list(root + "t/", root + "t/b"))).containsExactly("t/c/d", "t/c/e");
    List<FileStatus> direct = store.listFolder(root + "t/", null);
    assertThat(names(direct)).containsExactly("t/_delta_log/", "t/a", "t/b", "t/c/");
    assertThat(direct).extracting(FileStatus::directory).containsExactly(true, false, false, true);
    assertThat(names(store.listFolder(root + "t/", root + "t/a"))).containsExactly("t/b", "t/c/");
    assertThat(store.list(root + "nothing/", null)).isEmpty();
    assertThat(store.listFolder(root + "nothing/", null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "memory"})
  void givesNamesBackAsTheyWerePut(String scheme) {
    ObjectStore store = open(scheme);
    List<String> names = List.of("a%20b", "c=%25d", "z%C5%BC");
    for (String name : names) {
      store.put(root + name, bytes(name));
    }
    assertThat(names(store.list(root, null))).isEqualTo(names);
    for (FileStatus file : store.list(root, null)) {
      assertThat(store.read(file.uri())).isEqualTo(bytes(file.uri().substring(root.length())));
    }
    if (scheme.equals("file")) {
      assertThat(Files.exists(folder.resolve("a b"))).isTrue();
      assertThat(Files.exists(folder.resolve("zż"))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "memory"})
  void letsOneOfManyPutAnAbsentObject(String scheme) throws Exception {
    ObjectStore store = open(scheme);
    List<FutureTask<Boolean>> puts =
        IntStream.range(0, 8)
            .mapToObj(i -> new FutureTask<>(() -> put(store, root + "commit", "writer " + i)))
            .toList();
    puts.forEach(put -> new Thread(put).start());
    int winners = 0;
    for (int i = 0; i < puts.size(); i++) {
      if (puts.get(i).get()) {
        winners++;
        assertThat(store.read(root + "commit")).isEqualTo(bytes("writer " + i));
      }
    }
    assertThat(winners).isEqualTo(1);
  }

  private static boolean put(ObjectStore store, String uri, String text) {
    try {
      store.putIfAbsent(uri, bytes(text));
      return true;
    } catch (EngineException e) {
      assertThat(e.kind()).isEqualTo(Kind.STORE_EXISTS);
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "memory"})
  void removesObjects(String scheme) {
    ObjectStore store = open(scheme);
    store.put(root + "object", bytes("x"));
    store.delete(root + "object");
    assertThatThrownBy(() -> store.head(root + "object"))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.STORE_NOT_FOUND));
  }
}
