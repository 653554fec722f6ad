package io.github.datafusionjdbc.tck.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Streams 100M rows and prints what memory the process has while it does. */
public final class StreamMemory {
  private static final long ROWS = 100_000_000;
  private static final long STEP = 10_000_000;

  private StreamMemory() {}

  /** Takes the peer's name, DATAFUSION by default. */
  public static void main(String[] arguments) throws SQLException, IOException {
    Peer peer = arguments.length == 0 ? Peer.DATAFUSION : Peer.valueOf(arguments[0]);
    long start = System.nanoTime();
    long rows = 0;
    long sum = 0;
    try (Connection connection = peer.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(peer.rowsOfLongStringDouble(ROWS))) {
      while (result.next()) {
        sum += result.getLong(1) + result.getString(2).length() + (long) result.getDouble(3);
        if (++rows % STEP == 0) {
          System.out.printf(
              "%,12d rows, %5.1f s, resident %s%n",
              rows, (System.nanoTime() - start) / 1e9, resident());
        }
      }
    }
    System.out.printf("%s: %,d rows, checksum %d%n", peer, rows, sum);
  }

  /** Resident set of this process as Linux tells it, in kB. */
  private static String resident() throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.substring(6).trim())
        .findFirst()
        .orElse("unknown");
  }
}
