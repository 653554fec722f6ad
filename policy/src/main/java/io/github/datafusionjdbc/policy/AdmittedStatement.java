package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.StatementCommand;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement that may run, in its canonical form. Immutable. */
public interface AdmittedStatement {
  StatementKind kind();

  /** The text as it came. */
  String sql();

  /** The canonical text in the engine's dialect, with placeholders as $1..$n. */
  String normalizedSql();

  /** What it does, resolved; empty for queries and EXPLAIN, of which the text says all. */
  Optional<StatementCommand> command();

  /** The labels of the columns of the result that the lane named; empty for nearly all. */
  List<OutputLabel> labels();

  /** How many placeholders it has. */
  int parameterCount();

  /**
   * The tables that it reads, those of views among them, each with the engine's name for it, in
   * order of look-up.
   */
  List<Relation> relations();

  /** The views that it reads, directly or through others, each with its query as it ran. */
  Map<String, String> views();

  /** Names of the functions it calls, lower case, sorted. */
  Collection<String> functions();

  /** The setting that SHOW asks for; empty for all else, SHOW ALL among it. */
  Optional<String> setting();

  /** The canonical tree as versioned JSON; made when asked for. */
  String astPayload();

  /** SHA-256 in hex of the canonical tree, with its literals. */
  String fingerprint();

  /** SHA-256 in hex of the canonical tree, literals masked. */
  String shapeFingerprint();

  /** What changed between the text as parsed and as normalized, each with its reason. */
  List<Edit> edits();

  /**
   * One change to the tree.
   *
   * @param reason why, such as QUALIFIED or FOLDED
   * @param line 1-based
   * @param column 1-based
   * @param before as it was written
   * @param after as it became
   */
  record Edit(String reason, int line, int column, String before, String after) {}
}
