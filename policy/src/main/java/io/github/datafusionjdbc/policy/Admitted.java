package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.AstPayload;
import io.github.datafusionjdbc.policy.ast.Fingerprints;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/**
 * A statement that the lane admitted. The payload and the fingerprints are made once, on demand.
 */
final class Admitted implements AdmittedStatement {
  private final StatementKind kind;
  private final String sql;
  private final String normalizedSql;
  private final int parameterCount;
  private final List<Relation> relations;
  private final Map<String, String> views;
  private final Collection<String> functions;
  private final List<Edit> edits;
  private final String setting;
  private final List<OutputLabel> labels;
  private final SqlNode tree;
  private final StatementCommand command;
  private volatile String payload;
  private volatile String fingerprint;
  private volatile String shapeFingerprint;

  /**
   * @param command what it does, null for a query
   */
  Admitted(
      StatementKind kind,
      String sql,
      String normalizedSql,
      int parameterCount,
      Resolution resolution,
      SqlNode tree,
      StatementCommand command) {
    this.kind = kind;
    this.sql = sql;
    this.normalizedSql = normalizedSql;
    this.parameterCount = parameterCount;
    this.relations = resolution.relations();
    this.views = resolution.views();
    this.functions = List.copyOf(resolution.functions());
    this.edits = List.copyOf(resolution.edits());
    this.setting = resolution.setting();
    this.labels = kind == StatementKind.QUERY ? resolution.labels(tree) : List.of();
    this.tree = tree;
    this.command = command;
  }

  @Override
  public StatementKind kind() {
    return kind;
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public String normalizedSql() {
    return normalizedSql;
  }

  @Override
  public Optional<StatementCommand> command() {
    return Optional.ofNullable(command);
  }

  @Override
  public List<OutputLabel> labels() {
    return labels;
  }

  @Override
  public int parameterCount() {
    return parameterCount;
  }

  @Override
  public List<Relation> relations() {
    return relations;
  }

  @Override
  public Map<String, String> views() {
    return views;
  }

  @Override
  public Collection<String> functions() {
    return functions;
  }

  @Override
  public Optional<String> setting() {
    return Optional.ofNullable(setting);
  }

  @Override
  public String astPayload() {
    if (payload == null) {
      payload = AstPayload.write(tree);
    }
    return payload;
  }

  @Override
  public String fingerprint() {
    if (fingerprint == null) {
      fingerprint = Fingerprints.of(tree, false);
    }
    return fingerprint;
  }

  @Override
  public String shapeFingerprint() {
    if (shapeFingerprint == null) {
      shapeFingerprint = Fingerprints.of(tree, true);
    }
    return shapeFingerprint;
  }

  @Override
  public List<Edit> edits() {
    return edits;
  }
}
