package io.github.datafusionjdbc.policy.sql;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.ddl.AlterActionNode;
import io.github.datafusionjdbc.policy.ddl.AlterTableNode;
import io.github.datafusionjdbc.policy.ddl.TypeNode;
import io.github.datafusionjdbc.policy.dml.AssignmentNode;
import io.github.datafusionjdbc.policy.dml.DeleteNode;
import io.github.datafusionjdbc.policy.dml.MergeClauseNode;
import io.github.datafusionjdbc.policy.dml.MergeNode;
import io.github.datafusionjdbc.policy.dml.TruncateNode;
import io.github.datafusionjdbc.policy.dml.UpdateNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Writes statements that change rows or tables that are there. */
final class ChangeSql {
  private final EngineSql sql;
  private final ExpressionSql expressions;
  private final DefinitionSql definitions;
  private final StringBuilder out;

  ChangeSql(EngineSql sql, ExpressionSql expressions, DefinitionSql definitions) {
    this.sql = sql;
    this.expressions = expressions;
    this.definitions = definitions;
    this.out = sql.out;
  }

  void write(TypedNode node) {
    if (node instanceof UpdateNode update) {
      out.append("UPDATE ");
      sql.from(update.table());
      assignments(update.assignments());
      from(" FROM ", update.from());
      condition(" WHERE ", update.condition());
    } else if (node instanceof DeleteNode delete) {
      out.append("DELETE FROM ");
      sql.from(delete.table());
      from(" USING ", delete.using());
      condition(" WHERE ", delete.condition());
    } else if (node instanceof MergeNode merge) {
      out.append("MERGE INTO ");
      sql.from(merge.table());
      from(" USING ", merge.source());
      condition(" ON ", merge.condition());
      for (SqlNode clause : merge.clauses()) {
        clause((MergeClauseNode) clause);
      }
    } else if (node instanceof TruncateNode truncate) {
      out.append("TRUNCATE TABLE ");
      sql.name(truncate.table());
    } else if (node instanceof AlterTableNode alter) {
      alter(alter);
    } else {
      throw new EngineSql.UnknownNode(node);
    }
  }

  private void from(String keyword, SqlNode from) {
    if (from != null) {
      out.append(keyword);
      sql.from(from);
    }
  }

  private void condition(String keyword, SqlNode condition) {
    if (condition != null) {
      out.append(keyword);
      expressions.write(condition);
    }
  }

  private void assignments(SqlNodeList assignments) {
    String separator = " SET ";
    for (SqlNode node : assignments) {
      AssignmentNode assignment = (AssignmentNode) node;
      out.append(separator);
      separator = ", ";
      sql.name(assignment.column());
      out.append(" = ");
      expressions.write(assignment.value());
    }
  }

  private void clause(MergeClauseNode clause) {
    out.append(" WHEN ");
    out.append(
        clause.isMatched()
            ? "MATCHED"
            : clause.isNotMatched() ? "NOT MATCHED" : "NOT MATCHED BY SOURCE");
    condition(" AND ", clause.condition());
    out.append(" THEN ");
    if (clause.isDelete()) {
      out.append("DELETE");
    } else if (clause.isUpdate()) {
      out.append("UPDATE").append(clause.isAllColumns() ? " SET *" : "");
      assignments(clause.assignments());
    } else if (clause.isAllColumns()) {
      out.append("INSERT *");
    } else {
      out.append("INSERT ");
      if (!clause.columns().isEmpty()) {
        sql.names(clause.columns());
        out.append(' ');
      }
      out.append("VALUES ");
      expressions.inParentheses(clause.values());
    }
  }

  private void alter(AlterTableNode alter) {
    out.append("ALTER TABLE ").append(alter.isIfExists() ? "IF EXISTS " : "");
    sql.name(alter.table());
    char separator = ' ';
    for (SqlNode node : alter.actions()) {
      out.append(separator);
      out.append(separator == ',' ? " " : "");
      separator = ',';
      action((AlterActionNode) node);
    }
  }

  private void action(AlterActionNode action) {
    String words = action.action().getSimple();
    SqlNodeList details = action.details();
    switch (words) {
      case "ADD", "ADD COLUMN" -> {
        out.append(words).append(' ');
        flags(action);
        boolean several = details.size() > 1;
        String separator = several ? "(" : "";
        for (SqlNode element : details) {
          out.append(separator);
          separator = ", ";
          definitions.element(element);
        }
        out.append(several ? ")" : "");
      }
      case "DROP COLUMN", "DROP CONSTRAINT" -> {
        out.append(words).append(' ');
        flags(action);
        if (action.names().size() == 1) {
          sql.name((SqlIdentifier) action.names().get(0));
        } else {
          sql.names(action.names());
        }
      }
      case "RENAME COLUMN", "RENAME TO" -> {
        out.append(words).append(' ');
        sql.name((SqlIdentifier) action.names().get(0));
        if (action.names().size() > 1) {
          out.append(" TO ");
          sql.name((SqlIdentifier) action.names().get(1));
        }
      }
      case "SET TBLPROPERTIES" -> definitions.properties("SET TBLPROPERTIES ", details);
      case "UNSET TBLPROPERTIES" -> {
        out.append("UNSET TBLPROPERTIES ");
        flags(action);
        expressions.inParentheses(details);
      }
      default -> column(action, words);
    }
  }

  private void column(AlterActionNode action, String words) {
    out.append("ALTER COLUMN ");
    sql.name((SqlIdentifier) action.names().get(0));
    out.append(' ').append(words);
    for (SqlNode detail : action.details()) {
      out.append(' ');
      if (detail instanceof TypeNode type) {
        definitions.type(type);
      } else {
        expressions.write(detail);
      }
    }
  }

  private void flags(AlterActionNode action) {
    for (SqlNode flag : action.flags()) {
      out.append(((SqlIdentifier) flag).getSimple()).append(' ');
    }
  }
}
