package io.github.datafusionjdbc.shell;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers keywords, schemas, tables, and columns of the tables that the statement names. */
final class SqlCompleter implements Completer {
  private static final List<String> KEYWORDS =
      List.of(
          """
          all analyze and any array as asc between by case cast create cross current_date
          current_timestamp date delete desc describe distinct drop else end except exists explain
          extract false fetch filter first following for from full group grouping having ilike in
          inner insert intersect interval into is join lateral left like limit natural not null
          nulls of offset on or order outer over partition preceding qualify range recursive right
          rollup row rows schema select set sets show similar table then timestamp true try_cast
          unbounded union unnest update using values verbose version view when where window with
          within
          """
              .strip()
              .split("\\s+"));

  private static final Pattern NAME =
      Pattern.compile("(?:\"(?:[^\"]|\"\")*\"|\\w+)(?:\\.(?:\"(?:[^\"]|\"\")*\"|\\w+))?");

  private final Catalog catalog;

  SqlCompleter(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word();
    if (word.startsWith("\\")) {
      Commands.NAMES.forEach(name -> candidates.add(new Candidate(name)));
      return;
    }
    Set<String> offers = new LinkedHashSet<>();
    try {
      int dot = word.lastIndexOf('.');
      if (dot >= 0) {
        offerAfterDot(line.line(), word.substring(0, dot), offers);
      } else {
        offerNames(line.line(), offers);
      }
    } catch (SQLException e) {
      // Completion is a help only: the statement itself will tell what is wrong.
      offers.clear();
    }
    if (!word.contains(".")) {
      boolean upper = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
      KEYWORDS.forEach(each -> offers.add(upper ? each.toUpperCase(Locale.ROOT) : each));
    }
    for (String offer : offers) {
      boolean open = offer.endsWith(".");
      candidates.add(new Candidate(offer, offer, null, null, null, null, !open));
    }
  }

  private void offerNames(String text, Set<String> offers) throws SQLException {
    for (Catalog.Table table : named(text)) {
      for (Catalog.TableColumn column : catalog.columns(table)) {
        offers.add(catalog.quote(column.name()));
      }
    }
    for (Catalog.Table table : catalog.tables()) {
      offers.add(catalog.quote(table.name()));
    }
    for (String schema : catalog.schemas()) {
      offers.add(catalog.quote(schema) + ".");
    }
  }

  private void offerAfterDot(String text, String prefix, Set<String> offers) throws SQLException {
    for (Catalog.Table table : catalog.tables()) {
      if (prefix.equalsIgnoreCase(catalog.quote(table.schema()))) {
        offers.add(prefix + "." + catalog.quote(table.name()));
      }
    }
    List<Catalog.Table> tables = new ArrayList<>(catalog.find(prefix));
    tables.addAll(aliased(text, prefix));
    for (Catalog.Table table : tables) {
      for (Catalog.TableColumn column : catalog.columns(table)) {
        offers.add(prefix + "." + catalog.quote(column.name()));
      }
    }
  }

  private Set<Catalog.Table> named(String text) throws SQLException {
    Set<Catalog.Table> tables = new LinkedHashSet<>();
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      tables.addAll(catalog.find(names.group()));
    }
    return tables;
  }

  private Set<Catalog.Table> aliased(String text, String alias) throws SQLException {
    Pattern pattern =
        Pattern.compile(
            "(" + NAME + ")\\s+(?:as\\s+)?" + Pattern.quote(alias) + "(?!\\w)",
            Pattern.CASE_INSENSITIVE);
    Set<Catalog.Table> tables = new LinkedHashSet<>();
    Matcher names = pattern.matcher(text);
    while (names.find()) {
      tables.addAll(catalog.find(names.group(1)));
    }
    return tables;
  }
}
