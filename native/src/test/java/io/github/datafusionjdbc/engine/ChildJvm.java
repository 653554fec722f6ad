package io.github.datafusionjdbc.engine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a main class of the tests in a JVM of its own. */
final class ChildJvm {
  private ChildJvm() {}

  /**
   * What a process left.
   *
   * @param exitCode its exit status
   * @param out standard output
   * @param err standard error
   */
  record Outcome(int exitCode, String out, String err) {}

  static Outcome run(
      Class<?> main,
      List<String> jvmArguments,
      Map<String, String> environment,
      String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      // else the JVM prints a notice of its own
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-Xcheck:jni", "-Xmx256m", "-cp", classPath()));
    command.addAll(jvmArguments);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("child", ".out");
    Path err = Files.createTempFile("child", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("the JVM did not exit: " + Files.readString(out));
      }
      return new Outcome(process.exitValue(), read(out), read(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** The tests' class path, also where surefire hides it in a manifest. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  static List<Path> classPathEntries() {
    return Stream.of(classPath().split(File.pathSeparator)).map(Path::of).toList();
  }
}
