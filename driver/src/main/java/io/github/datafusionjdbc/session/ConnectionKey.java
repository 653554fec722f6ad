package io.github.datafusionjdbc.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The keys of a connection's URL and Properties. Each is declared here and nowhere else: the
 * parser, DriverPropertyInfo and README's table follow from it.
 */
public enum ConnectionKey {
  CREATE(
      "create",
      "false",
      Level.CONNECTION,
      "whether a warehouse folder that does not exist is made",
      "true or false",
      SettingValues::bool,
      "true",
      "false"),
  CATALOG(
      "catalog",
      "datafusion",
      Level.CONNECTION,
      "name of the only catalog",
      "a name",
      SettingValues::name),
  SCHEMA(
      "schema",
      "public",
      Level.CONNECTION,
      "schema in which unqualified names are looked up",
      "a name",
      SettingValues::name),
  TIMEZONE(
      "timezone",
      "UTC",
      Level.CONNECTION,
      "session time zone: how timestamps with time zone are shown, what now() means",
      "a zone such as UTC, Europe/Paris or +02:00",
      SettingValues::zone),
  POLICY(
      "policy",
      "standard",
      Level.CONNECTION,
      "what statements may do: a built-in policy or a policy file",
      "standard, warehouse, readonly or the path of a JSON file",
      value -> {}),
  READ_ONLY(
      "readOnly",
      "false",
      Level.CONNECTION,
      "whether the connection starts as read-only",
      "true or false",
      SettingValues::bool,
      "true",
      "false"),
  QUERY_TIMEOUT(
      "queryTimeout",
      "0",
      Level.CONNECTION,
      "time limit of each statement in seconds where setQueryTimeout sets none; 0 is no limit",
      "a whole number from 0",
      SettingValues::notNegative),
  SNAPSHOT_MAX_AGE(
      "snapshotMaxAge",
      "0",
      Level.CONNECTION,
      "how old the knowledge of a table's newest version may be; 0 looks once a statement",
      "a duration such as 500ms, 10s, 5m or PT5M",
      SettingValues::duration),
  APPLICATION_NAME(
      "applicationName",
      "",
      Level.CONNECTION,
      "name of the application, for the record (client info ApplicationName)",
      "any text",
      value -> {}),
  ARTIFACTS(
      "artifacts",
      "",
      Level.CONNECTION,
      "local folder to which the record of each statement is written as JSON lines; empty writes"
          + " none",
      "a path",
      value -> {}),
  ARTIFACTS_MEMORY(
      "artifactsMemory",
      "1000",
      Level.CONNECTION,
      "how many statements' records are kept in memory, the newest ones; as many again of metadata"
          + " calls",
      "a whole number from 1",
      SettingValues::positive),
  ARTIFACT_PARAMETERS(
      "artifactParameters",
      "keep",
      Level.CONNECTION,
      "whether records hold the values of parameters",
      "keep or redact",
      ParameterRecording::of,
      "keep",
      "redact"),
  MEMORY_LIMIT(
      "memoryLimit",
      "60%",
      Level.ENGINE,
      "memory that the operators of all statements may hold before they spill",
      "bytes, with a unit (4GB, 512MB) or a share of the machine's memory (60%)",
      SettingValues::bytes),
  SPILL_DIRECTORY(
      "spillDirectory",
      "",
      Level.ENGINE,
      "local folder for spilled data; empty is the JVM's temporary folder",
      "a path",
      value -> {}),
  TARGET_PARTITIONS(
      "targetPartitions",
      "",
      Level.ENGINE,
      "parallel parts of a plan; empty is the number of processors",
      "a whole number from 1",
      SettingValues::positive),
  BATCH_SIZE(
      "batchSize",
      "8192",
      Level.ENGINE,
      "rows of a batch",
      "a whole number from 1",
      SettingValues::positive),
  METADATA_CACHE(
      "metadataCache",
      "256MB",
      Level.ENGINE,
      "memory for footers of data files",
      "bytes, with a unit (256MB) or a share of the machine's memory (1%)",
      SettingValues::bytes);

  /** What a key belongs to. */
  public enum Level {
    /** One connection. */
    CONNECTION,
    /** The engine: connections that differ in such a key do not share one. */
    ENGINE
  }

  private final String keyName;
  private final String defaultValue;
  private final Level level;
  private final String description;
  private final String allowed;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Consumer<String> check;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> choices;

  ConnectionKey(
      String keyName,
      String defaultValue,
      Level level,
      String description,
      String allowed,
      Consumer<String> check,
      String... choices) {
    this.keyName = keyName;
    this.defaultValue = defaultValue;
    this.level = level;
    this.description = description;
    this.allowed = allowed;
    this.check = check;
    this.choices = List.of(choices);
  }

  /** As written in a URL. */
  public String keyName() {
    return keyName;
  }

  /** What holds where the key is not given; empty for none. */
  public String defaultValue() {
    return defaultValue;
  }

  public Level level() {
    return level;
  }

  /** One sentence without its full stop. */
  public String description() {
    return description;
  }

  /** What a value may be, in words. */
  public String allowed() {
    return allowed;
  }

  /** All values, where they can be counted; else empty. */
  public List<String> choices() {
    return choices;
  }

  /** The key of that name, ignoring case. */
  public static Optional<ConnectionKey> named(String name) {
    for (ConnectionKey key : values()) {
      if (key.keyName.equalsIgnoreCase(name)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** The names of all keys, in the order of README's table. */
  static List<String> names() {
    return Arrays.stream(values()).map(ConnectionKey::keyName).toList();
  }

  /**
   * Checks a value; an empty one is right where the default is empty.
   *
   * @throws SessionException 08001, naming key and what is allowed
   */
  void check(String value) throws SessionException {
    if (value.isEmpty() && defaultValue.isEmpty()) {
      return;
    }
    try {
      check.accept(value);
    } catch (IllegalArgumentException e) {
      throw Errors.wrongValue(keyName, value, allowed);
    }
  }

  /** README's table of the keys, in Markdown. */
  public static String markdownTable() {
    StringBuilder table =
        new StringBuilder("| key | default | meaning | allowed |\n|---|---|---|---|\n");
    for (ConnectionKey key : values()) {
      String shown = key.defaultValue.isEmpty() ? "" : "`" + key.defaultValue + "`";
      table.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(key.keyName, shown, key.description, key.allowed)
              .replace("\r\n", "\n"));
    }
    return table.toString();
  }
}
