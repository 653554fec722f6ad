package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NothingOutstanding.class)
class NativeLibraryTest {
  private static final String CLOSED =
      "1" + System.lineSeparator() + new EngineCounters(0, 0, 0) + System.lineSeparator();

  private static ChildJvm.Outcome selectOne(
      List<String> jvmArguments, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return ChildJvm.run(SelectOne.class, jvmArguments, environment, arguments);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void isUnpackedOnceForAllProcesses(@TempDir Path cache) throws Exception {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", cache.toString());
    assertThat(selectOne(List.of(), environment)).isEqualTo(new ChildJvm.Outcome(0, CLOSED, ""));
    List<Path> unpacked = files(cache);
    assertThat(unpacked).hasSize(1);
    Path library = unpacked.get(0);
    assertThat(cache.relativize(library).toString())
        .matches("datafusion-jdbc/native/[0-9a-f]{64}/" + System.mapLibraryName("datafusionjdbc"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(library.getParent())))
        .isEqualTo("rwx------");
    Object before = Files.readAttributes(library, "unix:ino,lastModifiedTime");
    assertThat(selectOne(List.of(), environment)).isEqualTo(new ChildJvm.Outcome(0, CLOSED, ""));
    assertThat(Files.readAttributes(library, "unix:ino,lastModifiedTime")).isEqualTo(before);
  }

  @Test
  void isUnpackedAgainWhenTheFileInTheCacheIsNotWhole(@TempDir Path cache) throws Exception {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", cache.toString());
    selectOne(List.of(), environment);
    Path library = files(cache).get(0);
    Files.writeString(library, "truncated");
    assertThat(selectOne(List.of(), environment).exitCode()).isZero();
    assertThat(files(cache)).containsExactly(library);
    assertThat(Files.size(library)).isGreaterThan(1_000_000);
  }

  @Test
  void isUnpackedForOneProcessWhereThereIsNoCache(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    assertThat(
            selectOne(
                List.of("-Djava.io.tmpdir=" + temporary),
                Map.of("XDG_CACHE_HOME", file.resolve("below").toString())))
        .isEqualTo(new ChildJvm.Outcome(0, CLOSED, ""));
    assertThat(files(temporary)).isEmpty();
  }

  @Test
  void isUnpackedForOneProcessWhereTheUserHasNoHome(@TempDir Path folder) throws Exception {
    Map<String, String> noCache = Map.of("XDG_CACHE_HOME", "");
    for (String home : List.of("?", "")) {
      assertThat(selectOne(List.of("-Djava.io.tmpdir=" + folder, "-Duser.home=" + home), noCache))
          .isEqualTo(new ChildJvm.Outcome(0, CLOSED, ""));
    }
    assertThat(files(folder)).isEmpty();
    assertThat(Path.of("?")).doesNotExist();
  }

  @Test
  void saysWhatThereIsOnAPlatformWithoutALibrary() throws Exception {
    ChildJvm.Outcome outcome = selectOne(List.of("-Dos.arch=riscv64"), Map.of());
    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.err())
        .contains("no native library for linux-riscv64")
        .contains("it has linux-" + Platform.arch(System.getProperty("os.arch")))
        .contains(NativeLibrary.PATH_PROPERTY);
  }

  @Test
  void saysWhichFileCannotBeLoaded() throws Exception {
    ChildJvm.Outcome outcome =
        selectOne(List.of("-D" + NativeLibrary.PATH_PROPERTY + "=/no/such/library.so"), Map.of());
    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.err()).contains("cannot be loaded").contains("/no/such/library.so");
  }

  @Test
  void letsTheJvmExitWithEverythingOpen() throws Exception {
    assertThat(selectOne(List.of(), Map.of(), "open"))
        .isEqualTo(new ChildJvm.Outcome(0, "1" + System.lineSeparator(), ""));
  }

  @Test
  void worksInSeveralClassLoadersAndLeavesNoneBehind() throws Exception {
    try (TestEngine engine = new TestEngine()) {
      List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        loaders.add(selectOneInANewClassLoader());
      }
      assertThat(engine.value("select 42", ArrowColumn::getLong)).isEqualTo(42L);
      long patience = System.nanoTime() + 30_000_000_000L;
      while (loaders.stream().anyMatch(loader -> loader.get() != null)
          && System.nanoTime() < patience) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(loaders).allMatch(loader -> loader.get() == null);
      assertThat(engine.value("select 43", ArrowColumn::getLong)).isEqualTo(43L);
    }
  }

  private static WeakReference<ClassLoader> selectOneInANewClassLoader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path entry : ChildJvm.classPathEntries()) {
      urls.add(entry.toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> foreign = loader.loadClass(ForeignQuery.class.getName());
      assertThat(foreign).isNotSameAs(ForeignQuery.class);
      assertThat(foreign.getMethod("answer").invoke(null)).isEqualTo(1_000_000L);
      return new WeakReference<>(loader);
    }
  }
}
