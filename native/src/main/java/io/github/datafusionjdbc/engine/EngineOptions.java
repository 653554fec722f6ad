package io.github.datafusionjdbc.engine;

import java.util.Map;

/**
 * What an engine is keyed by: two connections share one exactly if these are equal.
 *
 * @param warehouse absolute URI of the warehouse's root (file:///.., s3://.., memory:///name)
 * @param storageOptions object-store options by object_store's own names, credentials among them
 * @param settings engine-level settings: memory_limit (bytes), spill_directory, target_partitions,
 *     batch_size, metadata_cache_limit (bytes)
 */
public record EngineOptions(
    String warehouse, Map<String, String> storageOptions, Map<String, String> settings) {

  public EngineOptions {
    storageOptions = Map.copyOf(storageOptions);
    settings = Map.copyOf(settings);
  }

  /** Without values: storage options may hold credentials. */
  @Override
  public String toString() {
    return "EngineOptions[" + warehouse + ", " + storageOptions.keySet() + ", " + settings + "]";
  }
}
