package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.SchemaUtils;
import io.delta.kernel.internal.util.VectorUtils;
import io.github.datafusionjdbc.engine.TableWriteSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a table's metadata asks of its data files. */
final class WriteSpecs {
  private static final String STATS_COLUMNS = "delta.dataSkippingStatsColumns";
  private static final String INDEXED_COLUMNS = "delta.dataSkippingNumIndexedCols";
  private static final String TARGET_SIZE = "delta.targetFileSize";
  private static final String CODEC = "delta.parquet.compression.codec";

  /** Properties that Spark's writer and this one know, and Delta Kernel does not. */
  static final Set<String> PROPERTIES = Set.of(STATS_COLUMNS, TARGET_SIZE, CODEC);

  private static final int DEFAULT_INDEXED = 32;
  private static final long DEFAULT_TARGET_SIZE = 128L << 20;
  private static final String DEFAULT_CODEC = "zstd";

  private WriteSpecs() {}

  /**
   * @param clustering logical paths of the columns by which the table is clustered, which have
   *     statistics in any case
   */
  static TableWriteSpec of(
      String root,
      Metadata metadata,
      List<List<String>> clustering,
      List<TableWriteSpec.Check> checks) {
    Map<String, String> properties = metadata.getConfiguration();
    return new TableWriteSpec(
        root,
        metadata.getSchemaString(),
        VectorUtils.toJavaList(metadata.getPartitionColumns()),
        ColumnMapping.getColumnMappingMode(properties).name().toLowerCase(Locale.ROOT),
        statisticsColumns(metadata, clustering),
        bytes(properties.get(TARGET_SIZE)),
        codec(properties.getOrDefault(CODEC, DEFAULT_CODEC)),
        checks);
  }

  private static List<List<String>> statisticsColumns(
      Metadata metadata, List<List<String>> clustering) {
    Map<String, String> properties = metadata.getConfiguration();
    List<List<String>> columns = new ArrayList<>();
    String named = properties.get(STATS_COLUMNS);
    if (named != null) {
      columns.addAll(ColumnPaths.parse(named));
    } else {
      String count = properties.getOrDefault(INDEXED_COLUMNS, Integer.toString(DEFAULT_INDEXED));
      int leaves = Integer.parseInt(count);
      SchemaUtils.collectLeafColumns(
              metadata.getSchema(),
              new HashSet<>(VectorUtils.<String>toJavaList(metadata.getPartitionColumns())),
              leaves)
          .stream()
          .map(Column::getNames)
          .map(Arrays::asList)
          .forEach(columns::add);
    }
    clustering.stream().filter(path -> !columns.contains(path)).forEach(columns::add);
    return columns;
  }

  /** Spark writes sizes such as 100mb; what cannot be read is no reason to refuse a write. */
  private static long bytes(String size) {
    if (size == null || !size.matches("(?i)\\d{1,12}\\s*[kmgt]?b?")) {
      return DEFAULT_TARGET_SIZE;
    }
    long number = Long.parseLong(size.replaceAll("\\D", ""));
    double factor = Math.pow(1024, "bkmgt".indexOf(unit(size)));
    return (long) Math.max(1, Math.min(number * factor, 1L << 40));
  }

  private static char unit(String size) {
    String letters = size.toLowerCase(Locale.ROOT).replaceAll("[\\d\\s]", "");
    return letters.isEmpty() ? 'b' : letters.charAt(0);
  }

  /** By the engine's name; one that it does not write gives way to the default. */
  private static String codec(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "none", "uncompressed" -> "uncompressed";
      case "snappy" -> "snappy";
      case "gzip" -> "gzip";
      case "lz4_raw" -> "lz4_raw";
      default -> DEFAULT_CODEC;
    };
  }
}
