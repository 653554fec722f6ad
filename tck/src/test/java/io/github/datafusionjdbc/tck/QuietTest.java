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
import org.junit.jupiter.api.Test;

/** A JVM that uses only the driver's jar, without any flag. */
class QuietTest {
  @Test
  void nothingIsPrintedAndTheJvmEndsWithTheConnectionClosed() throws Exception {
    assertThat(run("close")).isEqualTo("42" + System.lineSeparator());
  }

  @Test
  void nothingIsPrintedAndTheJvmEndsWithTheConnectionOpen() throws Exception {
    assertThat(run("leave")).isEqualTo("42" + System.lineSeparator());
  }

  /** Both streams of a JVM that runs {@link OneQuery}. */
  private static String run(String end)
      throws IOException, InterruptedException, URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(
        locationOf(DataFusionDriver.class) + File.pathSeparator + locationOf(OneQuery.class));
    command.add(OneQuery.class.getName());
    command.add(end);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  private static Path locationOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
