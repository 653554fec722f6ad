package io.github.datafusionjdbc.policy.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of tables, written {@code schema.table}. A star stands for any characters; a part in double
 * quotes is a name as it is.
 */
final class TablePattern {
  private static final String PART = "(?:\"((?:[^\"]|\"\")+)\"|([^\".\\s]+))";
  private static final Pattern TEXT = Pattern.compile(PART + "\\." + PART);

  private final String text;
  private final Pattern schema;
  private final Pattern table;

  private TablePattern(String text, Pattern schema, Pattern table) {
    this.text = text;
    this.schema = schema;
    this.table = table;
  }

  /**
   * @throws IllegalArgumentException if the text is no pattern
   */
  static TablePattern of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new TablePattern(
        text, part(matcher.group(1), matcher.group(2)), part(matcher.group(3), matcher.group(4)));
  }

  private static Pattern part(String quoted, String bare) {
    if (quoted != null) {
      return Pattern.compile(Pattern.quote(quoted.replace("\"\"", "\"")));
    }
    StringBuilder regex = new StringBuilder();
    for (String literal : bare.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append("(?:").append(Pattern.quote(literal));
      regex.append(')');
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  boolean matches(String schemaName, String tableName) {
    return schema.matcher(schemaName).matches() && table.matcher(tableName).matches();
  }

  /** As it stands in the file. */
  String text() {
    return text;
  }
}
