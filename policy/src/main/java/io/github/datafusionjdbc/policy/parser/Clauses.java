package io.github.datafusionjdbc.policy.parser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The clauses of one statement or column, each given at most once, in any order. */
final class Clauses {
  private final Map<String, SqlNode> once = new HashMap<>();
  private final Map<String, List<SqlNode>> lists = new HashMap<>();

  /** Notes a clause. */
  void set(String clause, SqlNode node) {
    if (once.putIfAbsent(clause, node) != null) {
      throw Words.wrong(node.getParserPosition(), clause + " is given twice");
    }
  }

  /** The clause, or null. */
  SqlNode get(String clause) {
    return once.get(clause);
  }

  void add(String clause, SqlNode item) {
    all(clause).add(item);
  }

  /** What was added so far, to be added to. */
  List<SqlNode> all(String clause) {
    return lists.computeIfAbsent(clause, name -> new ArrayList<>());
  }

  SqlNodeList list(String clause) {
    List<SqlNode> items = all(clause);
    return items.isEmpty()
        ? SqlNodeList.EMPTY
        : new SqlNodeList(
            items, SqlParserPos.sum(items.stream().map(SqlNode::getParserPosition).toList()));
  }
}
