package io.github.datafusionjdbc.jdbc.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The functions of JDBC 4.3 appendix C that the escape {@code {fn ..}} takes: those that the engine
 * has under the same name, and those that the lane says in the engine's terms.
 */
final class EscapeFunctions {
  static final List<String> NUMERIC =
      List.of(
          "ABS",
          "ACOS",
          "ASIN",
          "ATAN",
          "ATAN2",
          "CEILING",
          "COS",
          "COT",
          "DEGREES",
          "EXP",
          "FLOOR",
          "LOG",
          "LOG10",
          "MOD",
          "PI",
          "POWER",
          "RADIANS",
          "RAND",
          "ROUND",
          "SIGN",
          "SIN",
          "SQRT",
          "TAN",
          "TRUNCATE");

  static final List<String> STRING =
      List.of(
          "ASCII",
          "CHAR",
          "CHAR_LENGTH",
          "CHARACTER_LENGTH",
          "CONCAT",
          "DIFFERENCE",
          "INSERT",
          "LCASE",
          "LEFT",
          "LENGTH",
          "LOCATE",
          "LTRIM",
          "OCTET_LENGTH",
          "POSITION",
          "REPEAT",
          "REPLACE",
          "RIGHT",
          "RTRIM",
          "SOUNDEX",
          "SPACE",
          "SUBSTRING",
          "UCASE");

  static final List<String> SYSTEM = List.of("DATABASE", "IFNULL", "USER");

  static final List<String> TIME_DATE =
      List.of(
          "CURDATE",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "CURTIME",
          "DAYNAME",
          "DAYOFMONTH",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "EXTRACT",
          "HOUR",
          "MINUTE",
          "MONTH",
          "MONTHNAME",
          "NOW",
          "QUARTER",
          "SECOND",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
          "WEEK",
          "YEAR");

  /** What the escape takes though the engine has no function of that name. */
  private static final Set<String> REWRITTEN =
      Set.of(
          "CEILING",
          "CHAR",
          "CURDATE",
          "CURTIME",
          "DAYNAME",
          "DAYOFMONTH",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "HOUR",
          "INSERT",
          "LCASE",
          "LOCATE",
          "MINUTE",
          "MOD",
          "MONTH",
          "MONTHNAME",
          "QUARTER",
          "RAND",
          "SECOND",
          "SIGN",
          "SPACE",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
          "TRUNCATE",
          "UCASE",
          "WEEK",
          "YEAR");

  private EscapeFunctions() {}

  /** Those of the candidates that the escape takes, upper case, joined by commas. */
  static String present(MetadataQueries queries, List<String> candidates) throws SQLException {
    String sql =
        "SELECT routine_name FROM information_schema.routines WHERE routine_name IN ("
            + String.join(", ", Collections.nCopies(candidates.size(), "?"))
            + ")";
    List<String> names = candidates.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    TreeSet<String> present = new TreeSet<>(candidates);
    present.retainAll(REWRITTEN);
    try (ResultSet routines = queries.query(sql, names)) {
      while (routines.next()) {
        present.add(routines.getString(1).toUpperCase(Locale.ROOT));
      }
    }
    return String.join(",", present);
  }
}
