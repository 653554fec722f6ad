package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.sql.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;

/**
 * Puts columns in the place of selectors in a select list. {@code COLUMNS('regex')}, {@code
 * COLUMNS(numeric)} and {@code COLUMNS(*)} stand for the columns of FROM whose name or type fits;
 * the item is repeated for each, with the expression around it. {@code UNPACK(s)} stands for the
 * fields of a struct.
 */
final class ColumnSelectors {
  private static final String COLUMNS = "columns";
  private static final String UNPACK = "unpack";

  private static final Set<String> CLASSES =
      Set.of("numeric", "integer", "floating", "string", "temporal", "boolean", "binary", "nested");

  private final Scope scope;
  private final Resolution resolution;

  /**
   * @param scope what is in FROM
   */
  ColumnSelectors(Scope scope, Resolution resolution) {
    this.scope = scope;
    this.resolution = resolution;
  }

  /** The items with their selectors expanded; the same list if there are none. */
  SqlNodeList expanded(SqlNodeList items) throws StatementRefused {
    List<SqlNode> expanded = null;
    for (int i = 0; i < items.size(); i++) {
      List<SqlNode> several = expand(items.get(i));
      if (several != null && expanded == null) {
        expanded = new ArrayList<>(items.getList().subList(0, i));
      }
      if (several != null) {
        expanded.addAll(several);
      } else if (expanded != null) {
        expanded.add(items.get(i));
      }
    }
    if (expanded == null) {
      return items;
    }
    SqlNodeList list = new SqlNodeList(expanded, items.getParserPosition());
    resolution.expand(items, list);
    return list;
  }

  /** What an item stands for; null if it has no selector. */
  private List<SqlNode> expand(SqlNode item) throws StatementRefused {
    if (isCall(item, UNPACK)) {
      return unpacked((SqlCall) item);
    }
    Calls calls = new Calls();
    item.accept(calls);
    if (calls.found.isEmpty()) {
      return null;
    }
    SqlCall first = calls.found.get(0);
    List<SqlIdentifier> columns = selected(first);
    for (SqlCall other : calls.found) {
      if (!selected(other).toString().equals(columns.toString())) {
        throw Refusals.syntax(
            "the selectors of one item stand for different columns",
            other.getParserPosition(),
            null);
      }
    }
    record(first, columns.size());
    List<SqlNode> several = new ArrayList<>();
    for (SqlIdentifier column : columns) {
      several.add(item.accept(new Replacement(column)));
    }
    return several;
  }

  private void record(SqlCall selector, int columns) {
    resolution.record(
        "EXPANDED",
        selector.getParserPosition(),
        Ascii.upper(selector.getOperator().getName()),
        columns + (columns == 1 ? " column" : " columns"));
  }

  private List<SqlIdentifier> selected(SqlCall selector) throws StatementRefused {
    SqlParserPos pos = selector.getParserPosition();
    if (scope.isOpen()) {
      throw Refusals.at(
          SqlState.FEATURE_NOT_SUPPORTED,
          "COLUMNS needs the names of all columns in FROM, some of which only the engine knows",
          pos,
          null);
    }
    Predicate<Column> fits = condition(selector);
    List<SqlIdentifier> columns = new ArrayList<>();
    List<String> merged = new ArrayList<>();
    for (FromItem item : scope.items()) {
      for (Column column : item.columns()) {
        boolean isMerged = scope.isMerged(column.name());
        if (isMerged && merged.contains(column.name())) {
          continue;
        }
        if (isMerged) {
          merged.add(column.name());
        }
        if (fits.test(column)) {
          columns.add(
              Resolution.name(
                  isMerged || item.alias() == null
                      ? List.of(column.name())
                      : List.of(item.alias(), column.name()),
                  pos));
        }
      }
    }
    if (columns.isEmpty()) {
      throw Refusals.at(
          SqlState.UNDEFINED_COLUMN, "the selector fits no column of FROM", pos, null);
    }
    return columns;
  }

  private Predicate<Column> condition(SqlCall selector) throws StatementRefused {
    SqlNode argument = selector.operandCount() == 1 ? selector.operand(0) : null;
    if (argument instanceof SqlIdentifier star && star.isStar() && star.names.size() == 1) {
      return column -> true;
    } else if (argument instanceof SqlLiteral literal
        && literal.getValue() instanceof NlsString text) {
      Pattern pattern = pattern(text.getValue(), argument);
      for (Column column : scope.allColumns()) {
        // here, where a refusal has its place
        matches(pattern, column.name(), argument);
      }
      return column -> pattern.matcher(column.name()).find();
    } else if (argument instanceof SqlIdentifier name
        && name.isSimple()
        && CLASSES.contains(Resolution.part(name, 0))) {
      for (Column column : scope.allColumns()) {
        if (column.type() == null) {
          throw Refusals.at(
              SqlState.FEATURE_NOT_SUPPORTED,
              "only the engine knows the type of column '" + column.name() + "'",
              name.getParserPosition(),
              name.getSimple());
        }
      }
      return column -> isOf(column.type(), Resolution.part(name, 0));
    }
    throw Refusals.syntax(
        "COLUMNS takes *, a regular expression as a string, or one of "
            + String.join(", ", CLASSES.stream().sorted().toList()),
        selector.getParserPosition(),
        null);
  }

  private static Pattern pattern(String text, SqlNode at) throws StatementRefused {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException | StackOverflowError e) {
      String why = e instanceof PatternSyntaxException wrong ? wrong.getDescription() : "too deep";
      throw Refusals.at(
          SqlState.INVALID_PARAMETER_VALUE,
          "'" + text + "' is no regular expression: " + why,
          at.getParserPosition(),
          null);
    }
  }

  private static void matches(Pattern pattern, String name, SqlNode at) throws StatementRefused {
    try {
      pattern.matcher(new BoundedText(name)).find();
    } catch (BoundedText.TooManyReads e) {
      throw Refusals.at(
          SqlState.STATEMENT_TOO_COMPLEX,
          "the regular expression takes too many steps on '" + name + "'",
          at.getParserPosition(),
          null);
    }
  }

  private static boolean isOf(String type, String group) {
    boolean integer = type.matches("U?Int(8|16|32|64)");
    boolean floating = type.matches("Float(16|32|64)");
    return switch (group) {
      case "integer" -> integer;
      case "floating" -> floating;
      case "numeric" -> integer || floating || type.startsWith("Decimal");
      case "string" -> type.matches("(Large)?Utf8(View)?");
      case "temporal" -> type.matches("(Date|Time|Timestamp|Interval|Duration).*");
      case "boolean" -> type.equals("Boolean");
      case "binary" -> type.matches("(Large|FixedSize)?Binary.*");
      default -> type.matches("(Large|FixedSize)?List.*|Struct\\(.*|Map\\(.*");
    };
  }

  private List<SqlNode> unpacked(SqlCall call) throws StatementRefused {
    SqlNode argument = call.operandCount() == 1 ? call.operand(0) : null;
    Column column =
        argument instanceof SqlIdentifier name && !name.isStar()
            ? QueryResolver.columnOf(name, scope)
            : null;
    if (column == null || column.type() == null || !StructFields.isStruct(column.type())) {
      throw Refusals.at(
          SqlState.DATATYPE_MISMATCH,
          "UNPACK takes a column that is a struct",
          call.getParserPosition(),
          null);
    }
    SqlParserPos pos = argument.getParserPosition();
    List<SqlNode> fields = new ArrayList<>();
    for (Column field : StructFields.of(column.type())) {
      List<String> parts = new ArrayList<>(Resolution.parts((SqlIdentifier) argument));
      parts.add(field.name());
      fields.add(
          SqlStdOperatorTable.AS.createCall(
              pos, Resolution.name(parts, pos), Resolution.name(List.of(field.name()), pos)));
    }
    record(call, fields.size());
    return fields;
  }

  private static boolean isCall(SqlNode node, String function) {
    return node instanceof SqlCall call
        && call.getOperator() instanceof SqlUnresolvedFunction named
        && named.getNameAsId().isSimple()
        && Ascii.lower(named.getNameAsId().getSimple()).equals(function);
  }

  /** Finds selectors; those of subqueries are of another select list. */
  private static final class Calls extends SqlBasicVisitor<Void> {
    private final List<SqlCall> found = new ArrayList<>();

    @Override
    public Void visit(SqlCall call) {
      if (isCall(call, COLUMNS)) {
        found.add(call);
        return null;
      }
      return QueryResolver.isQuery(call) ? null : super.visit(call);
    }
  }

  /** Puts a column in the place of each selector. */
  private static final class Replacement extends SqlShuttle {
    private final SqlIdentifier column;

    Replacement(SqlIdentifier column) {
      this.column = column;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (isCall(call, COLUMNS)) {
        // a node of its own, because what it means is noted by node
        return (SqlIdentifier) column.clone(call.getParserPosition());
      }
      return QueryResolver.isQuery(call) ? call : super.visit(call);
    }
  }
}
