package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.EngineOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a connection is opened with, from its URL, Properties and environment. Immutable. */
public final class ConnectionSettings {
  /** What every URL of this driver starts with. */
  public static final String URL_PREFIX = "jdbc:datafusion:";

  private final String url;
  private final String warehouse;
  private final EnumMap<ConnectionKey, String> values;
  private final Map<String, String> storageOptions;

  private ConnectionSettings(
      String url,
      String warehouse,
      EnumMap<ConnectionKey, String> values,
      Map<String, String> storageOptions) {
    this.url = url;
    this.warehouse = warehouse;
    this.values = values;
    this.storageOptions = Map.copyOf(storageOptions);
  }

  /**
   * Reads a URL. A key in the URL wins over the same key in the properties; of the properties those
   * that are no keys are ignored, because pools and tools pass their own.
   *
   * @param properties names and values
   * @param environment the process's environment, which may hold options of object stores
   * @throws SessionException 08001, naming what is wrong
   */
  public static ConnectionSettings parse(
      String url, Map<String, String> properties, Map<String, String> environment)
      throws SessionException {
    if (!url.startsWith(URL_PREFIX)) {
      throw Errors.notOurUrl(url);
    }
    int question = url.indexOf('?');
    String location = url.substring(URL_PREFIX.length(), question < 0 ? url.length() : question);
    String query = question < 0 ? "" : url.substring(question + 1);

    String warehouse = WarehouseLocation.canonical(location);
    Map<String, String> storage =
        new HashMap<>(
            StorageKeys.fromEnvironment(WarehouseLocation.scheme(warehouse), environment));
    EnumMap<ConnectionKey, String> values = new EnumMap<>(ConnectionKey.class);
    for (Map.Entry<String, String> property : properties.entrySet()) {
      set(values, storage, property.getKey(), property.getValue());
    }
    StringBuilder shown = new StringBuilder(URL_PREFIX).append(location);
    char separator = '?';
    for (String part : query.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw Errors.malformedQuery(part, "is no key with a value");
      }
      String key = decoded(part.substring(0, equals));
      String value = decoded(part.substring(equals + 1));
      if (!set(values, storage, key, value)) {
        throw Errors.unknownKey(key, ConnectionKey.names());
      }
      boolean secret = StorageKeys.optionName(key).isPresent();
      shown.append(separator).append(secret ? key + "=***" : part);
      separator = '&';
    }
    return new ConnectionSettings(shown.toString(), warehouse, values, storage);
  }

  private static boolean set(
      EnumMap<ConnectionKey, String> values, Map<String, String> storage, String name, String value)
      throws SessionException {
    Optional<ConnectionKey> key = ConnectionKey.named(name);
    if (key.isPresent()) {
      key.get().check(value);
      values.put(key.get(), value);
      return true;
    }
    Optional<String> option = StorageKeys.optionName(name);
    option.ifPresent(optionName -> storage.put(optionName, value));
    return option.isPresent();
  }

  /**
   * Percent-decodes. A plus sign stays one, it is common in credentials; a percent sign that begins
   * no code stays one, as in {@code memoryLimit=60%}.
   */
  private static String decoded(String text) {
    String strict = text.replace("+", "%2B").replaceAll("%(?![0-9a-fA-F]{2})", "%25");
    return URLDecoder.decode(strict, StandardCharsets.UTF_8);
  }

  /** The URL with the values of storage keys masked. */
  public String url() {
    return url;
  }

  /** Canonical URI of the warehouse. */
  public String warehouse() {
    return warehouse;
  }

  /** A key's value as text, its default where it was not given. */
  public String value(ConnectionKey key) {
    return values.getOrDefault(key, key.defaultValue());
  }

  /** Session time zone. */
  public ZoneId timeZone() {
    return SettingValues.zone(value(ConnectionKey.TIMEZONE));
  }

  /** Whether the connection starts as read-only. */
  public boolean readOnly() {
    return SettingValues.bool(value(ConnectionKey.READ_ONLY));
  }

  /** Default time limit of a statement; zero for none. */
  public Duration queryTimeout() {
    return Duration.ofSeconds(SettingValues.notNegative(value(ConnectionKey.QUERY_TIMEOUT)));
  }

  /** Whether a warehouse that does not exist is made; one in memory always is. */
  boolean create() {
    return warehouse.startsWith("memory:") || SettingValues.bool(value(ConnectionKey.CREATE));
  }

  Duration snapshotMaxAge() {
    return SettingValues.duration(value(ConnectionKey.SNAPSHOT_MAX_AGE));
  }

  Optional<Path> artifactsFolder() {
    String path = value(ConnectionKey.ARTIFACTS);
    return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
  }

  int artifactsMemory() {
    return SettingValues.positive(value(ConnectionKey.ARTIFACTS_MEMORY));
  }

  ParameterRecording artifactParameters() {
    return ParameterRecording.of(value(ConnectionKey.ARTIFACT_PARAMETERS));
  }

  /** What the engine is keyed by. */
  EngineOptions engineOptions() {
    Map<String, String> settings = new HashMap<>();
    settings.put("memory_limit", bytes(ConnectionKey.MEMORY_LIMIT));
    settings.put("metadata_cache_limit", bytes(ConnectionKey.METADATA_CACHE));
    settings.put("batch_size", value(ConnectionKey.BATCH_SIZE));
    String spillDirectory = value(ConnectionKey.SPILL_DIRECTORY);
    settings.put(
        "spill_directory",
        spillDirectory.isEmpty() ? System.getProperty("java.io.tmpdir") : spillDirectory);
    String partitions = value(ConnectionKey.TARGET_PARTITIONS);
    settings.put(
        "target_partitions",
        partitions.isEmpty()
            ? Integer.toString(Runtime.getRuntime().availableProcessors())
            : partitions);
    return new EngineOptions(warehouse, storageOptions, settings);
  }

  private String bytes(ConnectionKey key) {
    return Long.toString(SettingValues.bytes(value(key)));
  }
}
