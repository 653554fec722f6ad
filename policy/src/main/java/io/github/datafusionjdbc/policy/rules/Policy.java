package io.github.datafusionjdbc.policy.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.datafusionjdbc.policy.StatementKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What statements may do: rules in layers, of which every one must allow what is done. A layer can
 * so only tighten what is below it. Immutable.
 *
 * <p>The questions are answered with the name of the layer that refuses, or nothing.
 */
public final class Policy {
  /** Every statement and every function of the catalog. */
  public static final Policy STANDARD = new Policy(List.of(PolicyRules.STANDARD));

  /** In the place of a path, the folder of the warehouse. */
  public static final String WAREHOUSE = "warehouse";

  /** Files are read and written in the warehouse only. */
  public static final Policy IN_WAREHOUSE = new Policy(List.of(PolicyRules.IN_WAREHOUSE));

  /** Nothing changes: neither tables nor files. */
  public static final Policy READ_ONLY = new Policy(List.of(PolicyRules.READ_ONLY));

  private static final Map<String, Policy> BUILT_IN =
      Map.of("standard", STANDARD, "warehouse", IN_WAREHOUSE, "readonly", READ_ONLY);

  /**
   * The rules of one file or built-in policy.
   *
   * @param json in canonical form
   */
  public record Layer(String name, String json) {}

  private final List<PolicyRules> layers;
  private final PolicyLimits limits;

  /** Null until asked for: to write JSON takes longer than all else at connect. */
  private volatile String json;

  private volatile String hash;

  private Policy(List<PolicyRules> layers) {
    this.layers = List.copyOf(layers);
    PolicyLimits all = PolicyLimits.NONE;
    for (PolicyRules rules : layers) {
      all = all.and(rules.limits());
    }
    this.limits = all;
  }

  /** The built-in policy of that name, exactly written. */
  public static Optional<Policy> builtIn(String name) {
    return Optional.ofNullable(BUILT_IN.get(name));
  }

  /** Names of the built-in policies, sorted. */
  public static List<String> builtInNames() {
    return BUILT_IN.keySet().stream().sorted().toList();
  }

  /** What both allow. */
  public Policy and(Policy other) {
    List<PolicyRules> all = new ArrayList<>(layers);
    for (PolicyRules rules : other.layers) {
      if (!all.contains(rules)) {
        all.add(rules);
      }
    }
    return all.size() == layers.size() ? this : new Policy(all);
  }

  /** This policy and one more layer of rules. */
  Policy and(PolicyRules rules) {
    return and(new Policy(List.of(rules)));
  }

  /** The names of the layers, the first one at the bottom. */
  public List<String> names() {
    return layers.stream().map(PolicyRules::name).toList();
  }

  /** The layers, the first one at the bottom. */
  public List<Layer> layers() {
    return layers.stream().map(rules -> new Layer(rules.name(), rules.json().toString())).toList();
  }

  /** SHA-256 of {@link #json}, as 64 lower-case hexadecimal digits. */
  public String hash() {
    if (hash == null) {
      hash = sha256(json());
    }
    return hash;
  }

  /** The rules in canonical form: an array with one object for each layer. */
  public String json() {
    if (json == null) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      layers.forEach(rules -> array.add(rules.json()));
      json = array.toString();
    }
    return json;
  }

  /** The lowest limits of all layers. */
  public PolicyLimits limits() {
    return limits;
  }

  /** Which layer refuses statements of that kind. */
  public Optional<String> refusing(StatementKind kind) {
    return layer(rules -> rules.allows(kind));
  }

  /** Which layer refuses that construct. */
  public Optional<String> refusing(Construct construct) {
    return layer(rules -> rules.constructs().allows(construct.name()));
  }

  /** Which layer refuses that operator, named in upper case. */
  public Optional<String> refusingOperator(String name) {
    return layer(rules -> rules.operators().allows(name));
  }

  /** Which layer refuses that function, named in lower case. */
  public Optional<String> refusingFunction(String name) {
    return layer(rules -> rules.functions().allows(name));
  }

  /** Which layer refuses to change that setting, named in lower case. */
  public Optional<String> refusingSetting(String name) {
    return layer(rules -> rules.settings().allows(name));
  }

  /** Whether a layer says where statements may read and write files. */
  public boolean limitsPaths() {
    return layers.stream().anyMatch(rules -> rules.paths() != null);
  }

  /**
   * Which layer refuses a place.
   *
   * @param within whether the place lies in one of these: {@link #WAREHOUSE}, URIs, absolute paths
   */
  public Optional<String> refusingPath(Predicate<List<String>> within) {
    return layer(rules -> rules.paths() == null || within.test(rules.paths()));
  }

  /** Which layer refuses to read that table, by its exact names. */
  public Optional<String> refusingRead(String schema, String table) {
    return layer(rules -> rules.readable(schema, table));
  }

  /** Which layer refuses to make, fill or drop that table or view, by its exact names. */
  public Optional<String> refusingWrite(String schema, String table) {
    return layer(rules -> rules.writable(schema, table));
  }

  /** Which layer has limits that do not allow something. */
  public Optional<String> refusing(Predicate<PolicyLimits> allows) {
    return layer(rules -> allows.test(rules.limits()));
  }

  private Optional<String> layer(Predicate<PolicyRules> allows) {
    for (PolicyRules rules : layers) {
      if (!allows.test(rules)) {
        return Optional.of(rules.name());
      }
    }
    return Optional.empty();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return String.join(" and ", names());
  }
}
