package io.github.datafusionjdbc.policy.sql;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.ddl.AlterActionNode;
import io.github.datafusionjdbc.policy.ddl.AlterTableNode;
import io.github.datafusionjdbc.policy.ddl.CheckNode;
import io.github.datafusionjdbc.policy.ddl.ColumnNode;
import io.github.datafusionjdbc.policy.ddl.CreateExternalTableNode;
import io.github.datafusionjdbc.policy.ddl.CreateSchemaNode;
import io.github.datafusionjdbc.policy.ddl.CreateTableNode;
import io.github.datafusionjdbc.policy.ddl.CreateViewNode;
import io.github.datafusionjdbc.policy.ddl.DropNode;
import io.github.datafusionjdbc.policy.ddl.FieldNode;
import io.github.datafusionjdbc.policy.ddl.PrimaryKeyNode;
import io.github.datafusionjdbc.policy.ddl.PropertyNode;
import io.github.datafusionjdbc.policy.ddl.TypeNode;
import io.github.datafusionjdbc.policy.dml.AssignmentNode;
import io.github.datafusionjdbc.policy.dml.CopyNode;
import io.github.datafusionjdbc.policy.dml.DefaultNode;
import io.github.datafusionjdbc.policy.dml.DeleteNode;
import io.github.datafusionjdbc.policy.dml.InsertNode;
import io.github.datafusionjdbc.policy.dml.MergeClauseNode;
import io.github.datafusionjdbc.policy.dml.MergeNode;
import io.github.datafusionjdbc.policy.dml.TruncateNode;
import io.github.datafusionjdbc.policy.dml.UpdateNode;
import io.github.datafusionjdbc.policy.session.DeallocateNode;
import io.github.datafusionjdbc.policy.session.ExecuteNode;
import io.github.datafusionjdbc.policy.session.PrepareNode;
import io.github.datafusionjdbc.policy.session.SetNode;
import io.github.datafusionjdbc.policy.session.UseNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;

/** Writes statements that are no queries, which the lane reads back and the engine never gets. */
final class DefinitionSql {
  /** The operators of all nodes that this writes. */
  static final List<SqlOperator> OPERATORS =
      List.of(
          CheckNode.OPERATOR,
          ColumnNode.OPERATOR,
          CopyNode.OPERATOR,
          CreateExternalTableNode.OPERATOR,
          CreateSchemaNode.OPERATOR,
          CreateTableNode.OPERATOR,
          CreateViewNode.OPERATOR,
          DefaultNode.OPERATOR,
          DropNode.OPERATOR,
          FieldNode.OPERATOR,
          InsertNode.OPERATOR,
          PrimaryKeyNode.OPERATOR,
          PropertyNode.OPERATOR,
          SetNode.OPERATOR,
          TypeNode.OPERATOR,
          AlterActionNode.OPERATOR,
          AlterTableNode.OPERATOR,
          AssignmentNode.OPERATOR,
          DeallocateNode.OPERATOR,
          DeleteNode.OPERATOR,
          ExecuteNode.OPERATOR,
          MergeClauseNode.OPERATOR,
          MergeNode.OPERATOR,
          PrepareNode.OPERATOR,
          TruncateNode.OPERATOR,
          UpdateNode.OPERATOR,
          UseNode.OPERATOR);

  private final EngineSql sql;
  private final ExpressionSql expressions;
  private final StringBuilder out;

  DefinitionSql(EngineSql sql, ExpressionSql expressions) {
    this.sql = sql;
    this.expressions = expressions;
    this.out = sql.out;
  }

  void write(TypedNode node) {
    if (node instanceof CreateTableNode create) {
      table(create);
    } else if (node instanceof CreateExternalTableNode create) {
      externalTable(create);
    } else if (node instanceof CreateViewNode create) {
      view(create);
    } else if (node instanceof CreateSchemaNode create) {
      out.append("CREATE SCHEMA ").append(create.isIfNotExists() ? "IF NOT EXISTS " : "");
      sql.name(create.schemaName());
      text(" COMMENT ", create.comment());
    } else if (node instanceof DropNode drop) {
      drop(drop);
    } else if (node instanceof InsertNode insert) {
      insert(insert);
    } else if (node instanceof CopyNode copy) {
      copy(copy);
    } else if (node instanceof SetNode set) {
      out.append(set.value() == null ? "RESET " : "SET ").append(set.settingName());
      text(" = ", set.value());
    } else if (node instanceof UseNode use) {
      out.append("USE ");
      sql.name(use.schemaName());
    } else if (node instanceof PrepareNode prepare) {
      prepare(prepare);
    } else if (node instanceof DeallocateNode deallocate) {
      out.append("DEALLOCATE ");
      sql.name(deallocate.statementName());
    } else {
      new ChangeSql(sql, expressions, this).write(node);
    }
  }

  /** Writes what stands inside other statements. */
  void part(TypedNode node) {
    if (node instanceof TypeNode type) {
      type(type);
    } else if (node instanceof DefaultNode) {
      out.append("DEFAULT");
    } else {
      throw new EngineSql.UnknownNode(node);
    }
  }

  private void table(CreateTableNode create) {
    create(create.isOrReplace(), create.isTemporary());
    out.append("TABLE ").append(create.isIfNotExists() ? "IF NOT EXISTS " : "");
    sql.name(create.tableName());
    elements(create.columns(), create.constraints());
    partitionedBy(create.partition());
    text(" COMMENT ", create.comment());
    properties(" TBLPROPERTIES ", create.properties());
    text(" LOCATION ", create.location());
    as(create.query());
  }

  private void externalTable(CreateExternalTableNode create) {
    create(create.isOrReplace(), false);
    out.append(create.isUnbounded() ? "UNBOUNDED " : "").append("EXTERNAL ");
    out.append(create.isTemporary() ? "TEMPORARY " : "").append("TABLE ");
    out.append(create.isIfNotExists() ? "IF NOT EXISTS " : "");
    sql.name(create.tableName());
    elements(create.columns(), create.constraints());
    storedAs(create.format());
    partitionedBy(create.partition());
    for (SqlNode order : create.orders()) {
      out.append(" WITH ORDER ");
      expressions.inParentheses((SqlNodeList) order);
    }
    properties(" OPTIONS ", create.options());
    if (create.locations().size() == 1) {
      text(" LOCATION ", (SqlLiteral) create.locations().get(0));
    } else if (!create.locations().isEmpty()) {
      out.append(" LOCATION ");
      expressions.inParentheses(create.locations());
    }
  }

  private void view(CreateViewNode create) {
    create(create.isOrReplace(), create.isTemporary());
    out.append("VIEW ").append(create.isIfNotExists() ? "IF NOT EXISTS " : "");
    sql.name(create.viewName());
    if (!create.columns().isEmpty()) {
      out.append(' ');
      sql.names(create.columns());
    }
    text(" COMMENT ", create.comment());
    as(create.query());
  }

  private void drop(DropNode drop) {
    out.append("DROP ");
    out.append(drop.isTable() ? "TABLE " : drop.isView() ? "VIEW " : "SCHEMA ");
    out.append(drop.isIfExists() ? "IF EXISTS " : "");
    sql.name(drop.objectName());
    out.append(drop.isCascade() ? " CASCADE" : "");
  }

  private void insert(InsertNode insert) {
    out.append("INSERT ").append(insert.isOverwrite() ? "OVERWRITE " : "INTO ");
    sql.name(insert.target());
    out.append(insert.isByName() ? " BY NAME" : "");
    if (!insert.columns().isEmpty()) {
      out.append(' ');
      sql.names(insert.columns());
    }
    if (insert.query() == null) {
      out.append(" DEFAULT VALUES");
    } else {
      out.append(' ');
      sql.query(insert.query());
    }
  }

  private void prepare(PrepareNode prepare) {
    out.append("PREPARE ");
    sql.name(prepare.statementName());
    if (!prepare.types().isEmpty()) {
      expressions.inParentheses(prepare.types());
    }
    out.append(" AS ");
    if (prepare.statement() instanceof InsertNode insert) {
      insert(insert);
    } else {
      sql.query(prepare.statement());
    }
  }

  private void copy(CopyNode copy) {
    out.append("COPY ");
    if (copy.source() instanceof SqlIdentifier table) {
      sql.name(table);
    } else {
      sql.inParentheses(copy.source());
    }
    text(" TO ", copy.path());
    storedAs(copy.format());
    partitionedBy(copy.partition());
    properties(" OPTIONS ", copy.options());
  }

  private void create(boolean orReplace, boolean temporary) {
    out.append("CREATE ").append(orReplace ? "OR REPLACE " : "");
    out.append(temporary ? "TEMPORARY " : "");
  }

  private void as(SqlNode query) {
    if (query != null) {
      out.append(" AS ");
      sql.query(query);
    }
  }

  private void elements(SqlNodeList columns, SqlNodeList constraints) {
    List<SqlNode> elements = new ArrayList<>(columns.getList());
    elements.addAll(constraints.getList());
    String separator = " (";
    for (SqlNode element : elements) {
      out.append(separator);
      separator = ", ";
      element(element);
    }
    out.append(elements.isEmpty() ? "" : ")");
  }

  /** A column or a constraint. */
  void element(SqlNode element) {
    if (element instanceof ColumnNode column) {
      column(column);
    } else if (element instanceof CheckNode check) {
      check(check);
    } else {
      PrimaryKeyNode key = (PrimaryKeyNode) element;
      constraintName(key.constraintName());
      out.append("PRIMARY KEY ");
      sql.names(key.columns());
    }
  }

  private void column(ColumnNode column) {
    sql.name(column.columnName());
    if (column.type() != null) {
      out.append(' ');
      type(column.type());
    }
    out.append(column.isNotNull() ? " NOT NULL" : "");
    out.append(column.isPrimaryKey() ? " PRIMARY KEY" : "");
    if (column.defaultValue() != null) {
      out.append(" DEFAULT ");
      expressions.write(column.defaultValue());
    }
    if (column.generated() != null) {
      out.append(" GENERATED ALWAYS AS (");
      expressions.write(column.generated());
      out.append(')');
    }
    for (SqlNode check : column.checks()) {
      out.append(' ');
      check((CheckNode) check);
    }
    text(" COMMENT ", column.comment());
  }

  private void check(CheckNode check) {
    constraintName(check.constraintName());
    out.append("CHECK (");
    expressions.write(check.condition());
    out.append(')');
  }

  private void constraintName(SqlIdentifier name) {
    if (name != null) {
      out.append("CONSTRAINT ");
      sql.name(name);
      out.append(' ');
    }
  }

  void type(TypeNode type) {
    String name = type.typeName().getSimple();
    SqlNodeList arguments = type.arguments();
    boolean numbers = !arguments.isEmpty() && arguments.get(0) instanceof SqlLiteral;
    // the numbers of TIMESTAMP(6) WITH TIME ZONE stand inside
    int space = numbers ? name.indexOf(' ') : -1;
    out.append(space < 0 ? name : name.substring(0, space));
    String separator = numbers ? "(" : "<";
    for (SqlNode argument : arguments) {
      out.append(separator);
      separator = ", ";
      if (argument instanceof FieldNode field) {
        sql.name(field.fieldName());
        out.append(' ');
        type(field.type());
        out.append(field.isNotNull() ? " NOT NULL" : "");
        text(" COMMENT ", field.comment());
      } else if (argument instanceof TypeNode element) {
        type(element);
      } else {
        expressions.write(argument);
      }
    }
    if (!arguments.isEmpty()) {
      out.append(numbers ? ')' : '>');
    }
    out.append(space < 0 ? "" : name.substring(space));
  }

  private void storedAs(SqlIdentifier format) {
    if (format != null) {
      out.append(" STORED AS ").append(format.getSimple());
    }
  }

  private void partitionedBy(SqlNodeList columns) {
    if (!columns.isEmpty()) {
      out.append(" PARTITIONED BY ");
      sql.names(columns);
    }
  }

  void properties(String keyword, SqlNodeList properties) {
    String separator = keyword + "(";
    for (SqlNode node : properties) {
      PropertyNode property = (PropertyNode) node;
      out.append(separator);
      separator = ", ";
      sql.string(property.key().getSimple());
      out.append(' ');
      expressions.write(property.value());
    }
    out.append(properties.isEmpty() ? "" : ")");
  }

  private void text(String keyword, SqlLiteral text) {
    if (text != null) {
      out.append(keyword);
      expressions.write(text);
    }
  }
}
