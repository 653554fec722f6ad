package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.RecordBatch;
import io.github.datafusionjdbc.engine.ResultStream;
import io.github.datafusionjdbc.policy.FunctionCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The functions that the engine's own information_schema tells of, read at first use. */
final class EngineFunctions implements FunctionCatalog {
  private static final String ROUTINES =
      "SELECT routine_name, function_type, is_deterministic, description"
          + " FROM information_schema.routines";
  private static final String PARAMETERS =
      "SELECT specific_name, ordinal_position, parameter_mode, data_type, rid"
          + " FROM information_schema.parameters";

  private final Engine engine;
  private Map<String, Function> functions;

  EngineFunctions(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Function function(String name) {
    return read().get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public Collection<Function> functions() {
    return read().values();
  }

  private synchronized Map<String, Function> read() {
    if (functions == null) {
      Map<String, Draft> drafts = new TreeMap<>();
      readRoutines(drafts);
      readSignatures(drafts);
      Map<String, Function> read = new TreeMap<>();
      drafts.forEach((name, draft) -> read.put(name, draft.toFunction(name)));
      functions = Collections.unmodifiableMap(read);
    }
    return functions;
  }

  private void readRoutines(Map<String, Draft> drafts) {
    forEachRow(
        ROUTINES,
        (batch, row) -> {
          Draft draft = drafts.computeIfAbsent(batch.column(0).getString(row), name -> new Draft());
          draft.kinds.add(Kind.valueOf(batch.column(1).getString(row)));
          draft.deterministic &= batch.column(2).getBoolean(row);
          if (!batch.column(3).isNull(row)) {
            draft.description = batch.column(3).getString(row);
          }
        });
  }

  /**
   * The rows of one signature follow each other: its parameters, then its result, if it is known.
   */
  private void readSignatures(Map<String, Draft> drafts) {
    SignatureReader reader = new SignatureReader(drafts);
    forEachRow(
        PARAMETERS,
        (batch, row) ->
            reader.add(
                batch.column(0).getString(row),
                batch.column(1).getLong(row),
                batch.column(2).getString(row).equals("IN"),
                batch.column(3).getString(row),
                batch.column(4).getLong(row)));
    reader.endSignature();
  }

  private void forEachRow(String sql, RowReader reader) {
    try (ResultStream rows = engine.templateQuery(sql)) {
      for (RecordBatch batch = rows.next(); batch != null; batch = rows.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          reader.read(batch, row);
        }
      }
    }
  }

  @FunctionalInterface
  private interface RowReader {
    void read(RecordBatch batch, int row);
  }

  /** A function while its rows are read. */
  private static final class Draft {
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Set<Signature> signatures = new LinkedHashSet<>();
    private boolean deterministic = true;
    private String description;

    /**
     * The engine does not tell a function that is stable within a statement from a volatile one.
     */
    Function toFunction(String name) {
      return new Function(
          name,
          kinds,
          List.copyOf(signatures),
          deterministic ? "immutable" : "volatile",
          description);
    }
  }

  private static final class SignatureReader {
    private final Map<String, Draft> drafts;
    private String function;
    private long id;
    private List<String> parameters = new ArrayList<>();
    private String result;

    SignatureReader(Map<String, Draft> drafts) {
      this.drafts = drafts;
    }

    void add(String name, long position, boolean in, String type, long rid) {
      boolean next =
          !name.equals(function)
              || rid != id
              || result != null
              || (in && position <= parameters.size());
      if (next) {
        endSignature();
        function = name;
        id = rid;
      }
      if (in) {
        parameters.add(type);
      } else {
        result = type;
      }
    }

    void endSignature() {
      if (function != null && drafts.containsKey(function)) {
        drafts.get(function).signatures.add(new Signature(List.copyOf(parameters), result));
      }
      parameters = new ArrayList<>();
      result = null;
    }
  }
}
