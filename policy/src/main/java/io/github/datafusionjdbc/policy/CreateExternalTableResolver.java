package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.CreateExternalTable;
import io.github.datafusionjdbc.policy.command.FileFormat;
import io.github.datafusionjdbc.policy.command.IfExists;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.SortKey;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.ddl.ColumnNode;
import io.github.datafusionjdbc.policy.ddl.CreateExternalTableNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** CREATE EXTERNAL TABLE. */
final class CreateExternalTableResolver implements CommandResolver {
  private static final Set<SqlKind> MODIFIERS =
      EnumSet.of(SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST);

  private final CreateExternalTableNode create;
  private final CommandScope scope;
  private ObjectName name;
  private IfExists ifExists;
  private FileFormat format;
  private Map<String, String> options;
  private ColumnDefinitions definitions;
  private final List<List<SortKey>> orders = new ArrayList<>();

  CreateExternalTableResolver(CreateExternalTableNode create, CommandScope scope) {
    this.create = create;
    this.scope = scope;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.CREATE_EXTERNAL_TABLE;
  }

  @Override
  public void resolve() throws StatementRefused {
    ifExists = CommandScope.ifExists(create.isOrReplace(), create.isIfNotExists(), create);
    name = scope.created(create.tableName());
    scope.mustBeFree(create.tableName(), name, ifExists, RelationKind.EXTERNAL_TABLE);
    if (create.format() == null) {
      throw missing("STORED AS", "STORED AS PARQUET");
    }
    if (create.isUnbounded()) {
      throw Refusals.at(
          SqlState.FEATURE_NOT_SUPPORTED,
          "UNBOUNDED is for streams that have no end, such as a named pipe, which the engine opens by"
              + " path and not in an object store; files end, so leave it out",
          create.getParserPosition(),
          null);
    }
    if (create.locations().isEmpty()) {
      throw missing("LOCATION", "LOCATION 'folder/'");
    }
    format = FileOptions.format(create.format());
    options = FileOptions.of(create.options(), format, FileOptions.Use.READ);
    definitions = new ColumnDefinitions(name.name(), false, scope);
    definitions.resolve(create.columns(), create.constraints(), true);
    onlyTypes();
    for (SqlNode keys : create.orders()) {
      List<SortKey> order = new ArrayList<>();
      for (SqlNode key : (SqlNodeList) keys) {
        order.add(sortKey(key));
      }
      orders.add(order);
    }
  }

  private SortKey sortKey(SqlNode key) throws StatementRefused {
    boolean descending = false;
    Boolean nullsFirst = null;
    SqlNode column = key;
    while (column instanceof SqlCall call && MODIFIERS.contains(call.getKind())) {
      descending |= call.getKind() == SqlKind.DESCENDING;
      if (call.getKind() != SqlKind.DESCENDING) {
        nullsFirst = call.getKind() == SqlKind.NULLS_FIRST;
      }
      column = call.operand(0);
    }
    if (!(column instanceof SqlIdentifier id) || id.names.size() > 1 || id.isStar()) {
      throw Refusals.at(
          SqlState.FEATURE_NOT_SUPPORTED,
          "WITH ORDER names columns that the files are sorted by, and no expressions",
          key.getParserPosition(),
          null);
    }
    String found = Resolution.part(id, 0);
    List<String> known = new ArrayList<>(definitions.names());
    known.addAll(QueryResolver.simple(create.partition()));
    // without declared columns only the files know
    if (!definitions.names().isEmpty() && !known.contains(found)) {
      throw Refusals.unknownColumn(
          found, id.getParserPosition(), " in '" + name.name() + "'", known);
    }
    // the engine's own default
    return new SortKey(found, descending, nullsFirst == null ? descending : nullsFirst);
  }

  private StatementRefused missing(String clause, String example) {
    return Refusals.syntax(
        "CREATE EXTERNAL TABLE needs " + clause + ", such as " + example,
        create.tableName().getParserPosition(),
        null);
  }

  /** Nothing enforces anything on files that others write. */
  private void onlyTypes() throws StatementRefused {
    for (SqlNode node : create.columns()) {
      ColumnNode column = (ColumnNode) node;
      SqlNode clause =
          column.defaultValue() != null
              ? column.defaultValue()
              : column.generated() != null
                  ? column.generated()
                  : column.checks().isEmpty() ? null : column.checks().get(0);
      if (clause != null) {
        throw notEnforced(clause);
      }
    }
    if (!create.constraints().isEmpty()) {
      throw notEnforced(create.constraints().get(0));
    }
  }

  private static StatementRefused notEnforced(SqlNode clause) {
    return Refusals.at(
        SqlState.FEATURE_NOT_SUPPORTED,
        "an external table has columns with types and NOT NULL, and no other clauses",
        clause.getParserPosition(),
        null);
  }

  @Override
  public StatementCommand command(TypedNode canonical) throws StatementRefused {
    CreateExternalTableNode node = (CreateExternalTableNode) canonical;
    List<String> locations = new ArrayList<>();
    for (SqlNode location : node.locations()) {
      locations.add(((SqlLiteral) location).getValueAs(String.class));
    }
    List<String> partition = new ArrayList<>();
    for (SqlNode column : node.partition()) {
      partition.add(((SqlIdentifier) column).getSimple());
    }
    return new CreateExternalTable(
        name,
        ifExists,
        node.isTemporary(),
        definitions.columns(node.columns()),
        format,
        locations,
        partition,
        orders,
        options);
  }
}
