package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.AstPayload;
import io.github.datafusionjdbc.policy.ast.StandardOperators;
import io.github.datafusionjdbc.policy.session.ExecuteNode;
import io.github.datafusionjdbc.policy.sql.DialectOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/** Puts prepared statements in the place of EXECUTE, with the arguments in their trees. */
final class PreparedStatements {
  private PreparedStatements() {}

  /** The statement of that name. */
  static PreparedDefinition find(SqlIdentifier name, StatementCatalog catalog)
      throws StatementRefused {
    String exact = Resolution.part(name, 0);
    return catalog
        .prepared(exact)
        .orElseThrow(
            () ->
                Refusals.at(
                    SqlState.INVALID_SQL_STATEMENT_NAME,
                    "there is no prepared statement '" + exact + "'",
                    name.getParserPosition(),
                    exact));
  }

  /** The tree of the statement, as if it had been written with the arguments. */
  static SqlNode expand(ExecuteNode execute, StatementCatalog catalog) throws StatementRefused {
    SqlIdentifier name = execute.statementName();
    PreparedDefinition definition = find(name, catalog);
    List<SqlNode> arguments = execute.arguments().getList();
    if (arguments.size() != definition.parameterCount()) {
      throw Refusals.syntax(
          "prepared statement '"
              + name.getSimple()
              + "' takes "
              + definition.parameterCount()
              + (definition.parameterCount() == 1 ? " argument" : " arguments")
              + ", not "
              + arguments.size(),
          name.getParserPosition(),
          name.getSimple());
    }
    for (SqlNode argument : arguments) {
      checkConstant(argument);
    }
    SqlNode tree =
        AstPayload.read(
            definition.payload(), DialectOperators.LOOKUP.or(StandardOperators.INSTANCE));
    SqlNode first = QueryBodies.first(tree);
    List<String> labels = definition.labels();
    boolean labelled =
        first instanceof SqlSelect select
            && select.getSelectList().size() == labels.size()
            && select.getSelectList().stream().noneMatch(PreparedStatements::isStar);
    return tree.accept(
        new Substitution(
            typed(arguments, definition.types()),
            labelled ? (SqlSelect) first : null,
            labels,
            execute.getParserPosition()));
  }

  /** The values, or the parameters, as their declared types. */
  static List<SqlNode> typed(List<SqlNode> values, List<String> types) {
    List<SqlNode> typed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      SqlNode value = values.get(i);
      SqlParserPos pos = value.getParserPosition();
      typed.add(
          i < types.size()
              ? SqlStdOperatorTable.CAST.createCall(
                  pos, value, DialectOperators.type(types.get(i), pos))
              : value);
    }
    return typed;
  }

  private static boolean isStar(SqlNode item) {
    SqlNode node = item;
    while (node instanceof SqlCall call
        && (call.getOperator().equals(DialectOperators.STAR_WITH)
            || call.getOperator().equals(DialectOperators.DISTINCT_ON))) {
      node = call.getOperandList().get(call.getOperandList().size() - 1);
      if (call.getOperator().equals(DialectOperators.STAR_WITH)) {
        return true;
      }
    }
    return node instanceof SqlIdentifier name && name.isStar();
  }

  /** A name in an argument would mean a column of the query that it is put into. */
  private static void checkConstant(SqlNode argument) throws StatementRefused {
    SqlNode[] found = new SqlNode[1];
    argument.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier name) {
            found[0] = name;
            return null;
          }

          @Override
          public Void visit(SqlCall call) {
            if (QueryResolver.isQuery(call)) {
              found[0] = call;
              return null;
            }
            return super.visit(call);
          }
        });
    if (found[0] != null) {
      throw Refusals.at(
          SqlState.FEATURE_NOT_SUPPORTED,
          "an argument of EXECUTE has to be a constant",
          found[0].getParserPosition(),
          found[0] instanceof SqlIdentifier name ? name.names.get(0) : null);
    }
  }

  /** Puts values in the place of parameters. */
  static final class Substitution extends SqlShuttle {
    private final List<SqlNode> values;
    private final SqlSelect labelled;
    private final List<String> labels;
    private final SqlParserPos pos;
    private boolean found;

    Substitution(List<SqlNode> values) {
      this(values, null, List.of(), SqlParserPos.ZERO);
    }

    /**
     * @param labelled the SELECT whose columns keep the labels that they have with parameters, or
     *     null
     */
    Substitution(List<SqlNode> values, SqlSelect labelled, List<String> labels, SqlParserPos pos) {
      this.values = values;
      this.labelled = labelled;
      this.labels = labels;
      this.pos = pos;
    }

    @Override
    public SqlNode visit(SqlDynamicParam parameter) {
      found = true;
      return parameter.getIndex() < values.size() ? values.get(parameter.getIndex()) : parameter;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      SqlNode copy = super.visit(call);
      if (call == labelled) {
        SqlSelect select = (SqlSelect) copy;
        List<SqlNode> items = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
          items.add(labelled(labelled.getSelectList().get(i), i));
        }
        select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
      }
      return copy;
    }

    private SqlNode labelled(SqlNode item, int i) {
      found = false;
      SqlNode copy = item.accept(this);
      return !found || item.getKind() == SqlKind.AS
          ? copy
          : SqlStdOperatorTable.AS.createCall(
              item.getParserPosition(), copy, Resolution.name(List.of(labels.get(i)), pos));
    }
  }
}
