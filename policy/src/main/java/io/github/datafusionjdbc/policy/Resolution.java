package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.AdmittedStatement.Edit;
import io.github.datafusionjdbc.policy.sql.Ascii;
import io.github.datafusionjdbc.policy.sql.EngineSql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What is found out about the nodes of one tree, which itself stays as it is. */
final class Resolution {
  private final IdentityHashMap<SqlNode, SqlNode> replacements = new IdentityHashMap<>();
  private final IdentityHashMap<SqlNode, Star> stars = new IdentityHashMap<>();
  private final IdentityHashMap<SqlNode, List<OutputLabel>> labels = new IdentityHashMap<>();
  private final IdentityHashMap<SqlNodeList, SqlNodeList> expansions = new IdentityHashMap<>();
  private final List<Edit> edits = new ArrayList<>();
  private final Map<String, Relation> relations = new LinkedHashMap<>();
  private final Map<String, String> views = new LinkedHashMap<>();
  private final TreeSet<String> functions = new TreeSet<>();
  private String setting;

  /** Puts another node in the place of one, and records why. */
  void replace(SqlNode node, SqlNode by, String reason) {
    replacements.put(node, by);
    record(reason, node.getParserPosition(), text(node), text(by));
  }

  /** As {@link #replace}, with the texts given. */
  void replace(SqlNode node, SqlNode by, String reason, String before, String after) {
    replacements.put(node, by);
    record(reason, node.getParserPosition(), before, after);
  }

  /** Puts another node in the place of one without a record: it says the same. */
  void substitute(SqlNode node, SqlNode by) {
    replacements.put(node, by);
  }

  /**
   * The columns that a star stands for, none if only the engine knows them all.
   *
   * @param qualifiers what stands before each in canonical text, null for nothing
   */
  record Star(List<String> qualifiers, List<Column> columns) {}

  void star(SqlNode item, Star star) {
    stars.put(item, star);
  }

  /** What {@link #star(SqlNode, Star)} noted of an item of a select list; null if it is no star. */
  Star star(SqlNode item) {
    return stars.get(item);
  }

  /** Puts another select list in the place of one. */
  void expand(SqlNodeList items, SqlNodeList by) {
    expansions.put(items, by);
  }

  /** The select list that stands in the place of one, or the same. */
  SqlNodeList expansion(SqlNodeList items) {
    return expansions.getOrDefault(items, items);
  }

  /** Notes the labels of a canonical SELECT that stands in the place of another. */
  void labels(SqlSelect before, SqlSelect select, List<OutputLabel> added) {
    List<OutputLabel> all = new ArrayList<>(labels.getOrDefault(before, List.of()));
    all.addAll(added);
    labels.put(select, all);
  }

  /** The labels of the columns of a canonical query that have names of the lane's making. */
  List<OutputLabel> labels(SqlNode query) {
    return List.copyOf(labels.getOrDefault(QueryBodies.first(query), List.of()));
  }

  /** What stands in the place of the node; null where it stays. */
  SqlNode replacement(SqlNode node) {
    return replacements.get(node);
  }

  void record(String reason, SqlParserPos pos, String before, String after) {
    edits.add(new Edit(reason, pos.getLineNum(), pos.getColumnNum(), before, after));
  }

  void pinned(String name, Relation relation) {
    relations.putIfAbsent(name, relation);
  }

  /** Notes the query that stands in the place of a view. */
  void expanded(String view, String normalizedSql) {
    views.putIfAbsent(view, normalizedSql);
  }

  /** Takes over what the query of a view reads and calls. */
  void include(Resolution inner) {
    inner.relations.forEach(relations::putIfAbsent);
    inner.views.forEach(views::putIfAbsent);
    functions.addAll(inner.functions);
  }

  void called(String function) {
    functions.add(function);
  }

  /** Notes the setting that SHOW asks for. */
  void shows(String name) {
    setting = name;
  }

  /** The setting that SHOW asks for, or null. */
  String setting() {
    return setting;
  }

  List<Edit> edits() {
    return edits;
  }

  List<Relation> relations() {
    return List.copyOf(relations.values());
  }

  Map<String, String> views() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(views));
  }

  Collection<String> functions() {
    return functions;
  }

  private static String text(SqlNode node) {
    return node instanceof SqlIdentifier name
        ? EngineSql.ofExpression(name)
        : node.getKind().toString();
  }

  /** The parts of a name as they count: unquoted ones in lower case. */
  static List<String> parts(SqlIdentifier name) {
    int size = name.names.size();
    if (size == 1) {
      return List.of(part(name, 0));
    }
    List<String> parts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      parts.add(part(name, i));
    }
    return parts;
  }

  /** One part of a name as it counts. */
  static String part(SqlIdentifier name, int i) {
    String part = name.names.get(i);
    return name.isComponentQuoted(i) ? part : Ascii.lower(part);
  }

  /** {@code SELECT items FROM from} and nothing else. */
  static SqlSelect select(SqlNodeList items, SqlNode from, SqlParserPos pos) {
    return new SqlSelect(
        pos, null, items, from, null, null, null, null, null, null, null, null, null);
  }

  /** A canonical name, every part quoted. */
  static SqlIdentifier name(List<String> parts, SqlParserPos pos) {
    List<SqlParserPos> positions = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      positions.add(pos.withQuoting(true));
    }
    return new SqlIdentifier(parts, null, pos, positions);
  }
}
