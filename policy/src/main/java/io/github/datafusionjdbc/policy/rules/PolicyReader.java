package io.github.datafusionjdbc.policy.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.datafusionjdbc.policy.FunctionCatalog;
import io.github.datafusionjdbc.policy.FunctionCatalog.Function;
import io.github.datafusionjdbc.policy.NearestName;
import io.github.datafusionjdbc.policy.StatementKind;
import io.github.datafusionjdbc.policy.sql.OperatorNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads policy files. What is not known is refused: a mistyped rule must not open a door. */
public final class PolicyReader {
  private static final int VERSION = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A scheme and what follows, or an absolute path. */
  private static final Pattern PLACE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+:/|/).*");

  private static final List<String> MEMBERS =
      List.of(
          "version",
          "name",
          "extends",
          "statements",
          "constructs",
          "operators",
          "functions",
          "settings",
          "paths",
          "tables",
          "limits",
          "readOnly");

  private final FunctionCatalog functions;
  private final Supplier<Collection<String>> settings;

  /**
   * @param functions asked only if a file names functions
   * @param settings names of the engine's settings, asked only if a file names some
   */
  public PolicyReader(FunctionCatalog functions, Supplier<Collection<String>> settings) {
    this.functions = functions;
    this.settings = settings;
  }

  /**
   * Reads a file.
   *
   * @param json its text
   * @param defaultName its name unless it says so itself
   * @throws PolicyException with the path of the wrong value
   */
  public Policy read(String json, String defaultName) throws PolicyException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new PolicyException(
          "$",
          e.getOriginalMessage()
              + (e.getLocation() == null
                  ? ""
                  : " at line %d, column %d"
                      .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr())));
    }
    members(root, "$", MEMBERS);
    if (root.path("version").intValue() != VERSION || !root.path("version").isInt()) {
      throw new PolicyException("$.version", "must be " + VERSION);
    }
    JsonNode limits = root.path("limits");
    members(limits, "$.limits", List.of("rows", "resultBytes", "seconds", "nesting"));
    members(root.path("tables"), "$.tables", List.of("read", "write"));
    PolicyRules rules =
        new PolicyRules(
            text(root, "name", defaultName),
            rule(root, "statements", () -> enumNames(StatementKind.values())),
            rule(root, "constructs", () -> enumNames(Construct.values())),
            rule(root, "operators", OperatorNames::known),
            rule(root, "functions", this::functionNames),
            rule(root, "settings", settings),
            paths(root.path("paths")),
            patterns(root.path("tables"), "read"),
            patterns(root.path("tables"), "write"),
            new PolicyLimits(
                limit(limits, "rows", Long.MAX_VALUE),
                limit(limits, "resultBytes", Long.MAX_VALUE),
                limit(limits, "seconds", Integer.MAX_VALUE),
                (int) limit(limits, "nesting", Integer.MAX_VALUE)),
            bool(root, "readOnly"));
    return base(root).and(rules);
  }

  private static Policy base(JsonNode root) throws PolicyException {
    String name = text(root, "extends", "standard");
    Policy base = Policy.builtIn(name).orElse(null);
    if (base == null) {
      throw new PolicyException(
          "$.extends", unknown("built-in policy", name, Policy.builtInNames()));
    }
    return base;
  }

  private Collection<String> functionNames() {
    Set<String> names = new TreeSet<>();
    for (Function function : functions.functions()) {
      names.add(function.name());
    }
    names.add("unnest");
    return names;
  }

  private static Collection<String> enumNames(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static void members(JsonNode node, String path, List<String> known)
      throws PolicyException {
    if (node.isMissingNode()) {
      return;
    }
    if (!node.isObject()) {
      throw new PolicyException(path, "must be an object");
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!known.contains(member.getKey())) {
        throw new PolicyException(
            path + "." + member.getKey(), unknown("member", member.getKey(), known));
      }
    }
  }

  private static NameRule rule(JsonNode root, String member, Supplier<Collection<String>> known)
      throws PolicyException {
    JsonNode node = root.path(member);
    String path = "$." + member;
    members(node, path, List.of("allow", "deny"));
    Set<String> allowed = names(node.path("allow"), path + ".allow", member, known);
    Set<String> denied = names(node.path("deny"), path + ".deny", member, known);
    return new NameRule(allowed, denied == null ? Set.of() : denied);
  }

  /** The names of a list, each of which must be known; null if there is no list. */
  private static Set<String> names(
      JsonNode node, String path, String member, Supplier<Collection<String>> known)
      throws PolicyException {
    if (node.isMissingNode()) {
      return null;
    }
    List<String> texts = texts(node, path);
    Collection<String> all = texts.isEmpty() ? List.of() : known.get();
    for (int i = 0; i < texts.size(); i++) {
      if (!all.contains(texts.get(i))) {
        String what = member.substring(0, member.length() - 1);
        throw new PolicyException(path + "[" + i + "]", unknown(what, texts.get(i), all));
      }
    }
    return new LinkedHashSet<>(texts);
  }

  private static List<TablePattern> patterns(JsonNode tables, String member)
      throws PolicyException {
    JsonNode node = tables.path(member);
    String path = "$.tables." + member;
    if (node.isMissingNode()) {
      return null;
    }
    List<TablePattern> patterns = new ArrayList<>();
    for (String text : texts(node, path)) {
      try {
        patterns.add(TablePattern.of(text));
      } catch (IllegalArgumentException e) {
        throw new PolicyException(
            path + "[" + patterns.size() + "]",
            "'" + text + "' is not of the form schema.table, where a star stands for any name");
      }
    }
    return patterns;
  }

  /** Places of files; null if there is no list. */
  private static List<String> paths(JsonNode node) throws PolicyException {
    if (node.isMissingNode()) {
      return null;
    }
    List<String> paths = texts(node, "$.paths");
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      if (!path.equals(Policy.WAREHOUSE) && !PLACE.matcher(path).matches()) {
        throw new PolicyException(
            "$.paths[" + i + "]",
            "'" + path + "' is neither '" + Policy.WAREHOUSE + "', a URI nor an absolute path");
      }
    }
    return paths;
  }

  private static List<String> texts(JsonNode node, String path) throws PolicyException {
    if (!node.isArray()) {
      throw new PolicyException(path, "must be an array");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isTextual()) {
        throw new PolicyException(path + "[" + texts.size() + "]", "must be a string");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  private static String text(JsonNode root, String member, String fallback) throws PolicyException {
    JsonNode node = root.path(member);
    if (node.isMissingNode()) {
      return fallback;
    }
    if (!node.isTextual() || node.textValue().isBlank()) {
      throw new PolicyException("$." + member, "must be a string that is not blank");
    }
    return node.textValue();
  }

  private static boolean bool(JsonNode root, String member) throws PolicyException {
    JsonNode node = root.path(member);
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw new PolicyException("$." + member, "must be true or false");
    }
    return node.booleanValue();
  }

  private static long limit(JsonNode limits, String member, long most) throws PolicyException {
    JsonNode node = limits.path(member);
    if (node.isMissingNode()) {
      return 0;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 1
        || node.longValue() > most) {
      throw new PolicyException("$.limits." + member, "must be a whole number from 1 to " + most);
    }
    return node.longValue();
  }

  private static String unknown(String what, String name, Collection<String> known) {
    String nearest = NearestName.of(name, known);
    return "there is no "
        + what
        + " '"
        + name
        + "'"
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
  }
}
