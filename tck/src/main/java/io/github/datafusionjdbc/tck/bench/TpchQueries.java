package io.github.datafusionjdbc.tck.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The 22 queries of TPC-H with their validation parameters, in order. */
final class TpchQueries {
  private TpchQueries() {}

  static List<String> all() throws IOException {
    List<String> queries = new ArrayList<>();
    for (int number = 1; number <= 22; number++) {
      String resource = String.format("/tpch/q%02d.sql", number);
      try (InputStream in = TpchQueries.class.getResourceAsStream(resource)) {
        queries.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return queries;
  }
}
