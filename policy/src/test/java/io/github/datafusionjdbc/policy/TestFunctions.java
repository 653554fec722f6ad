package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.sql.Ascii;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Names and kinds of the engine's functions, as its information_schema.routines listed them. */
final class TestFunctions implements FunctionCatalog {
  private final TreeMap<String, Function> functions = new TreeMap<>();

  TestFunctions() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TestFunctions.class.getResourceAsStream("functions.csv"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int comma = line.indexOf(',');
        String name = line.substring(0, comma);
        List<Kind> kinds =
            Arrays.stream(line.substring(comma + 1).split("\\|", -1)).map(Kind::valueOf).toList();
        functions.put(name, new Function(name, kinds, List.of(), "immutable", null));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Function function(String name) {
    return functions.get(Ascii.lower(name));
  }

  @Override
  public Collection<Function> functions() {
    return functions.values();
  }
}
