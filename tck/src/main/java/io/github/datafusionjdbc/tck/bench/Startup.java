package io.github.datafusionjdbc.tck.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Milliseconds from the start of a JVM to its end, with one row read in between; in turns. */
public final class Startup {
  private static final int RUNS = 15;

  private Startup() {}

  /** Takes the driver's shaded jar and DuckDB's jar. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String own = arguments[0];
    String duckdb = arguments[1];
    double[][] millis = new double[2][RUNS];
    for (int run = -1; run < RUNS; run++) {
      double a = once(own, Peer.DATAFUSION);
      double b = once(duckdb, Peer.DUCKDB);
      if (run >= 0) {
        millis[0][run] = a;
        millis[1][run] = b;
      }
    }
    double a = median(millis[0]);
    double b = median(millis[1]);
    System.out.printf(
        "JVM start to first row and exit, median of %d: %.0f ms, DuckDB %.0f ms, ratio %.2f%n",
        RUNS, a, b, a / b);
  }

  private static double once(String jar, Peer peer) throws IOException, InterruptedException {
    String classes =
        Path.of(FirstRow.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                java,
                "-cp",
                jar + File.pathSeparator + classes,
                FirstRow.class.getName(),
                peer.url())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int status = process.waitFor();
    long end = System.nanoTime();
    if (status != 0) {
      throw new IllegalStateException(peer + " ended with status " + status);
    }
    return (end - start) / 1e6;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
