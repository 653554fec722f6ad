package io.github.datafusionjdbc.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.datafusionjdbc.policy.rules.Policy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lane over a few tables, and one-line tests of it. */
final class Lane {
  private static final Pattern CARETS = Pattern.compile("\\^([^^]*)\\^");
  private static final PolicyLane LANE = new PolicyLane(new TestFunctions());

  static final String T_COLUMNS =
      "a Int32;b Int64;c Utf8;d Float64;e Decimal128(10, 2);ts Timestamp(ns);dt Date32;"
          + "MixedCase Int32;u8 UInt64;arr List(Int32);st Struct(\"x\": Int32, \"y\": Utf8);"
          + "flag Boolean";

  private Lane() {}

  static TestCatalog catalog() {
    return new TestCatalog("public")
        .with("public", "t", T_COLUMNS)
        .with("public", "u", "a;k;v")
        .with("other", "t", "a;z")
        .with("other", "orders", "id;customer");
  }

  /** The catalog with those tables that SHOW reads. */
  static TestCatalog withInformationSchema() {
    String schema = "information_schema";
    return catalog()
        .with(schema, "tables", "table_catalog;table_schema;table_name;table_type")
        .with(schema, "schemata", "catalog_name;schema_name")
        .with(schema, "views", "table_catalog;table_schema;table_name;view_definition")
        .with(
            schema,
            "columns",
            "table_catalog;table_schema;table_name;column_name;ordinal_position;data_type;"
                + "is_nullable")
        .with(schema, "routines", "specific_name;routine_name;data_type;function_type;remarks")
        .with(schema, "parameters", "specific_name;ordinal_position;parameter_mode;data_type")
        .with(schema, "df_settings", "name;value;description");
  }

  static AdmittedStatement admit(String sql) {
    return admit(sql, catalog());
  }

  static AdmittedStatement admit(String sql, StatementCatalog catalog) {
    return admit(sql, catalog, Policy.STANDARD);
  }

  static AdmittedStatement admit(String sql, StatementCatalog catalog, Policy policy) {
    try {
      return LANE.admit(sql, catalog, policy);
    } catch (StatementRefused e) {
      return fail(sql + " was refused: " + e.getMessage(), e);
    }
  }

  static AdmittedStatement tryToAdmit(String sql) throws StatementRefused {
    return LANE.admit(sql, catalog());
  }

  /** The statement is admitted as this text, which itself is admitted unchanged. */
  static void normalizes(String sql, String normalized) {
    assertThat(admit(sql).normalizedSql()).isEqualTo(normalized);
    assertThat(admit(normalized).normalizedSql()).isEqualTo(normalized);
  }

  /** The statement is refused at the word between carets, with exactly this message. */
  static void refuses(String sqlWithCarets, SqlState state, String message) {
    refuses(sqlWithCarets, catalog(), Policy.STANDARD, state, message);
  }

  /** As {@link #refuses(String, SqlState, String)}, under a policy. */
  static void refuses(Policy policy, String sqlWithCarets, SqlState state, String message) {
    refuses(sqlWithCarets, catalog(), policy, state, message);
  }

  /** As {@link #refuses(String, SqlState, String)}, over another catalog. */
  static void refuses(
      String sqlWithCarets, StatementCatalog catalog, SqlState state, String message) {
    refuses(sqlWithCarets, catalog, Policy.STANDARD, state, message);
  }

  private static void refuses(
      String sqlWithCarets,
      StatementCatalog catalog,
      Policy policy,
      SqlState state,
      String message) {
    Matcher carets = CARETS.matcher(sqlWithCarets);
    assertThat(carets.find()).as("carets in " + sqlWithCarets).isTrue();
    String sql = carets.replaceFirst("$1");
    StatementRefused refused = refusal(sql, catalog, policy);
    String before = sql.substring(0, carets.start());
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = carets.start() - before.lastIndexOf('\n');
    assertThat(refused.rawMessage()).isEqualTo(message);
    assertThat(refused.state()).isEqualTo(state);
    assertThat(refused.line() + ":" + refused.column()).isEqualTo(line + ":" + column);
    if (refused.word() != null && !carets.group(1).isEmpty()) {
      assertThat(unquoted(refused.word())).isEqualToIgnoringCase(unquoted(carets.group(1)));
    }
  }

  /** The statement is refused for something that stands nowhere in it. */
  static void refusesAnywhere(
      String sql, StatementCatalog catalog, SqlState state, String message) {
    StatementRefused refused = refusal(sql, catalog, Policy.STANDARD);
    assertThat(refused.rawMessage()).isEqualTo(message);
    assertThat(refused.state()).isEqualTo(state);
    assertThat(refused.line()).isZero();
  }

  private static String unquoted(String word) {
    return word.replaceAll("[\"']", "");
  }

  static StatementRefused refusal(String sql) {
    return refusal(sql, catalog(), Policy.STANDARD);
  }

  static StatementRefused refusal(String sql, StatementCatalog catalog, Policy policy) {
    try {
      AdmittedStatement admitted = LANE.admit(sql, catalog, policy);
      return fail(sql + " was admitted: " + admitted.normalizedSql());
    } catch (StatementRefused e) {
      return e;
    }
  }
}
