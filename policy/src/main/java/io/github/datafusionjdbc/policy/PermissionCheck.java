package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.AdmittedStatement.Edit;
import io.github.datafusionjdbc.policy.command.ChangeSetting;
import io.github.datafusionjdbc.policy.command.CreateExternalTable;
import io.github.datafusionjdbc.policy.command.CreateSchema;
import io.github.datafusionjdbc.policy.command.CreateTable;
import io.github.datafusionjdbc.policy.command.CreateView;
import io.github.datafusionjdbc.policy.command.Drop;
import io.github.datafusionjdbc.policy.command.Insert;
import io.github.datafusionjdbc.policy.command.ObjectName;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.command.TableChange;
import io.github.datafusionjdbc.policy.rules.Construct;
import io.github.datafusionjdbc.policy.rules.Policy;
import io.github.datafusionjdbc.policy.rules.PolicyLimits;
import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.OperatorNames;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Holds a statement against a policy: its kind before anything is looked up, its canonical tree at
 * the end, so that nothing that was put into it escapes. Tables are held back by {@link
 * PermittedCatalog}.
 */
final class PermissionCheck {
  /** Stands for all tables of a schema: only a pattern that takes them all matches it. */
  private static final String EVERY_TABLE = "*";

  private final Policy policy;

  PermissionCheck(Policy policy) {
    this.policy = policy;
  }

  /** Refuses a kind of statement. */
  void kind(StatementKind kind, SqlParserPos pos) throws StatementRefused {
    Optional<String> refusing = policy.refusing(kind);
    if (refusing.isPresent()) {
      throw refused(kind.name().replace('_', ' '), refusing.get(), pos, null);
    }
  }

  /** Refuses what the canonical tree has and the policy does not permit. */
  void tree(SqlNode canonical, List<Edit> edits) throws StatementRefused {
    for (Edit edit : edits) {
      if (edit.reason().equals("VERSIONED")) {
        Optional<String> refusing = policy.refusing(Construct.TIME_TRAVEL);
        if (refusing.isPresent()) {
          SqlParserPos pos = new SqlParserPos(edit.line(), edit.column());
          throw refused(Construct.TIME_TRAVEL.text(), refusing.get(), pos, null);
        }
      }
    }
    try {
      canonical.accept(new Walk());
    } catch (NotPermitted e) {
      throw e.refusal;
    }
  }

  /** Refuses what a statement makes, fills, drops or sets. */
  void writes(StatementCommand command, SqlParserPos pos) throws StatementRefused {
    if (command instanceof Insert insert) {
      if (insert.target().kind() != RelationKind.TEMPORARY_TABLE) {
        write(insert.target().schema(), insert.target().table(), pos);
      }
    } else if (command instanceof CreateTable create) {
      write(create.name(), create.temporary(), pos);
    } else if (command instanceof CreateExternalTable create) {
      write(create.name(), create.temporary(), pos);
    } else if (command instanceof CreateView create) {
      write(create.name(), create.temporary(), pos);
    } else if (command instanceof Drop drop) {
      if (!drop.temporary()) {
        write(drop.schema(), drop.name().orElse(EVERY_TABLE), pos);
      }
    } else if (command instanceof ChangeSetting change) {
      Optional<String> refusing = policy.refusingSetting(change.name());
      if (refusing.isPresent()) {
        throw refused("changing setting '" + change.name() + "'", refusing.get(), pos, null);
      }
    } else if (command instanceof TableChange change) {
      write(change.table(), false, pos);
    } else if (command instanceof CreateSchema create) {
      write(create.name(), EVERY_TABLE, pos);
    }
  }

  private void write(ObjectName name, boolean temporary, SqlParserPos pos) throws StatementRefused {
    if (!temporary) {
      write(name.schema(), name.name(), pos);
    }
  }

  private void write(String schema, String table, SqlParserPos pos) throws StatementRefused {
    Optional<String> refusing = policy.refusingWrite(schema, table);
    if (refusing.isPresent()) {
      throw refused("writing '" + schema + "." + table + "'", refusing.get(), pos, null);
    }
  }

  private static StatementRefused refused(
      String what, String refusing, SqlParserPos pos, String word) {
    return Refusals.at(
        SqlState.INSUFFICIENT_PRIVILEGE, Refusals.notPermitted(what, refusing), pos, word);
  }

  /** Carries a refusal through Calcite's visitor. */
  private static final class NotPermitted extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StatementRefused refusal;

    NotPermitted(StatementRefused refusal) {
      super(null, null, false, false);
      this.refusal = refusal;
    }
  }

  private final class Walk extends SqlBasicVisitor<Void> {
    private final int nesting = policy.limits().nesting();
    private int depth;

    @Override
    public Void visit(SqlCall call) {
      enter(call);
      if (call.getOperator() instanceof SqlUnresolvedFunction function) {
        SqlIdentifier name = function.getNameAsId();
        String folded = Ascii.lower(name.getSimple());
        function(folded, name.getParserPosition(), folded);
        arguments(call);
      } else {
        operator(call);
        construct(call);
        super.visit(call);
      }
      depth--;
      return null;
    }

    @Override
    public Void visit(SqlNodeList list) {
      enter(list);
      super.visit(list);
      depth--;
      return null;
    }

    @Override
    public Void visit(SqlIdentifier name) {
      if (name.isStar()) {
        construct(Construct.STAR, name.getParserPosition());
      }
      return null;
    }

    private void enter(SqlNode node) {
      depth++;
      Optional<String> refusing =
          PolicyLimits.allows(nesting, depth)
              ? Optional.empty()
              : policy.refusing(limits -> PolicyLimits.allows(limits.nesting(), depth));
      if (refusing.isPresent()) {
        throw new NotPermitted(
            refused(
                "nesting deeper than " + nesting + " levels",
                refusing.get(),
                node.getParserPosition(),
                null));
      }
    }

    /** The star of count(*) is no construct. */
    private void arguments(SqlCall call) {
      for (SqlNode argument : call.getOperandList()) {
        boolean star =
            argument instanceof SqlIdentifier name && name.isStar() && name.names.size() == 1;
        if (argument != null && !star) {
          argument.accept(this);
        }
      }
    }

    private void function(String name, SqlParserPos pos, String word) {
      Optional<String> refusing = policy.refusingFunction(name);
      if (refusing.isPresent()) {
        throw new NotPermitted(refused("function '" + name + "'", refusing.get(), pos, word));
      }
    }

    private void operator(SqlCall call) {
      SqlParserPos pos = call.getParserPosition();
      OperatorNames.function(call).ifPresent(function -> function(function, pos, null));
      Optional<String> name = OperatorNames.of(call);
      Optional<String> refusing = name.flatMap(policy::refusingOperator);
      if (refusing.isPresent()) {
        throw new NotPermitted(refused("operator '" + name.get() + "'", refusing.get(), pos, null));
      }
    }

    private void construct(SqlCall call) {
      SqlParserPos pos = call.getParserPosition();
      switch (call.getKind()) {
        case JOIN -> join((SqlJoin) call);
        case LATERAL -> construct(Construct.LATERAL, pos);
        case COLLECTION_TABLE -> construct(Construct.TABLE_FUNCTION, pos);
        case UNNEST -> function("unnest", pos, "unnest");
        case WITH_ITEM -> {
          if (((SqlWithItem) call).recursive.booleanValue()) {
            construct(Construct.RECURSION, pos);
          }
        }
        default -> {}
      }
    }

    private void join(SqlJoin join) {
      SqlParserPos pos = join.getRight().getParserPosition();
      if (join.isNatural()) {
        construct(Construct.NATURAL_JOIN, pos);
      } else if (!hasCondition(join) && !isOfEachRow(join.getRight())) {
        construct(Construct.CROSS_JOIN, pos);
      }
    }

    private static boolean hasCondition(SqlJoin join) {
      return join.getConditionType() != JoinConditionType.NONE
          && !(join.getCondition() instanceof SqlLiteral);
    }

    /** Whether an item of FROM is made from the row to its left. */
    private static boolean isOfEachRow(SqlNode item) {
      SqlNode bare = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
      return bare.getKind() == SqlKind.UNNEST || bare.getKind() == SqlKind.LATERAL;
    }

    private void construct(Construct construct, SqlParserPos pos) {
      Optional<String> refusing = policy.refusing(construct);
      if (refusing.isPresent()) {
        throw new NotPermitted(refused(construct.text(), refusing.get(), pos, null));
      }
    }
  }
}
