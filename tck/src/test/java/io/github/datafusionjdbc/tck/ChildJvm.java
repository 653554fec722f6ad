package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.DataFusionDriver;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class of a test in a JVM that has only the driver's jar beside it. */
public final class ChildJvm {
  private ChildJvm() {}

  /** Both output streams of the JVM, which must end well. */
  static String run(Class<?> main, List<String> flags, String... arguments)
      throws IOException, InterruptedException, URISyntaxException {
    return printed(start(main, flags, arguments));
  }

  /** What a process prints, which must end well. */
  static String printed(Process process) throws IOException, InterruptedException {
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  /** Starts the JVM, which prints both streams into one. */
  public static Process start(Class<?> main, List<String> flags, String... arguments)
      throws IOException, URISyntaxException {
    return new ProcessBuilder(command(main, flags, arguments)).redirectErrorStream(true).start();
  }

  /** The command that starts it. */
  static List<String> command(Class<?> main, List<String> flags, String... arguments)
      throws URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(flags);
    command.add("-cp");
    command.add(driverJar() + File.pathSeparator + locationOf(main));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  static Path driverJar() throws URISyntaxException {
    return locationOf(DataFusionDriver.class);
  }

  private static Path locationOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
