package io.github.datafusionjdbc.session;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of object stores, by the names that the object_store library gives them. Their values
 * may be credentials and are never shown.
 */
final class StorageKeys {
  private static final String PREFIX = "storage.";
  private static final List<String> STORE_PREFIXES = List.of("aws_", "google_", "azure_");

  /** Options of the HTTP client that need no prefix; the others go by {@code storage.}. */
  private static final Set<String> CLIENT_OPTIONS =
      Set.of("allow_http", "allow_invalid_certificates", "proxy_url");

  /** Environment variables by the schemes of the stores that they belong to. */
  private static final Map<String, String> ENVIRONMENT_PREFIXES =
      Map.ofEntries(
          Map.entry("s3", "AWS_"),
          Map.entry("s3a", "AWS_"),
          Map.entry("gs", "GOOGLE_"),
          Map.entry("az", "AZURE_"),
          Map.entry("adl", "AZURE_"),
          Map.entry("azure", "AZURE_"),
          Map.entry("abfs", "AZURE_"),
          Map.entry("abfss", "AZURE_"));

  private StorageKeys() {}

  /** The option's own name, if a connection key names an option of an object store. */
  static Optional<String> optionName(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (lower.startsWith(PREFIX) && lower.length() > PREFIX.length()) {
      return Optional.of(lower.substring(PREFIX.length()));
    }
    boolean known =
        CLIENT_OPTIONS.contains(lower) || STORE_PREFIXES.stream().anyMatch(lower::startsWith);
    return known ? Optional.of(lower) : Optional.empty();
  }

  /** Options from the environment, only those of the warehouse's own kind of store. */
  static Map<String, String> fromEnvironment(String scheme, Map<String, String> environment) {
    Map<String, String> options = new HashMap<>();
    String prefix = ENVIRONMENT_PREFIXES.get(scheme);
    if (prefix != null) {
      environment.forEach(
          (name, value) -> {
            if (name.startsWith(prefix) && !value.isEmpty()) {
              options.put(name.toLowerCase(Locale.ROOT), value);
            }
          });
    }
    return options;
  }
}
