package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.command.FileFormat;
import io.github.datafusionjdbc.policy.ddl.PropertyNode;
import io.github.datafusionjdbc.policy.sql.Ascii;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Formats and OPTIONS of files, checked by name. */
final class FileOptions {
  /** What the files are for. */
  enum Use {
    READ,
    WRITE
  }

  private static final String FORMAT = "format.";

  /** Whether files that are there may be replaced: an option of this database, not the engine's. */
  private static final String OVERWRITE = "overwrite";

  /** Whether partition columns are in the files too. */
  static final String KEEP_PARTITION_COLUMNS = "execution.keep_partition_by_columns";

  private static final Set<String> STORES =
      Set.of("aws", "s3", "gcp", "gcs", "google", "azure", "http", "client", "fs");

  /** The engine's names, without the prefix; those of reading and of writing are one list. */
  private static final Map<FileFormat, List<String>> NAMES = new EnumMap<>(FileFormat.class);

  /** Options of parquet that may be set for one column, as {@code compression::column}. */
  private static final Set<String> OF_COLUMNS =
      Set.of(
          "bloom_filter_enabled",
          "bloom_filter_fpp",
          "bloom_filter_ndv",
          "compression",
          "dictionary_enabled",
          "encoding",
          "statistics_enabled");

  static {
    NAMES.put(
        FileFormat.CSV,
        List.of(
            "comment",
            "compression",
            "compression_level",
            "date_format",
            "datetime_format",
            "delimiter",
            "double_quote",
            "escape",
            "has_header",
            "ignore_leading_whitespace",
            "ignore_trailing_whitespace",
            "newlines_in_values",
            "null_regex",
            "null_value",
            "quote",
            "quote_style",
            "schema_infer_max_rec",
            "terminator",
            "time_format",
            "timestamp_format",
            "timestamp_tz_format",
            "truncated_rows"));
    NAMES.put(
        FileFormat.JSON,
        List.of("compression", "compression_level", "newline_delimited", "schema_infer_max_rec"));
    NAMES.put(
        FileFormat.PARQUET,
        List.of(
            "allow_single_file_parallelism",
            "binary_as_string",
            "bloom_filter_fpp",
            "bloom_filter_ndv",
            "bloom_filter_on_read",
            "bloom_filter_on_write",
            "column_index_truncate_length",
            "compression",
            "created_by",
            "data_page_row_count_limit",
            "data_pagesize_limit",
            "dictionary_enabled",
            "dictionary_page_size_limit",
            "enable_page_index",
            "encoding",
            "max_row_group_bytes",
            "max_row_group_size",
            "metadata_size_hint",
            "pruning",
            "pushdown_filters",
            "reorder_filters",
            "schema_force_view_types",
            "skip_arrow_metadata",
            "skip_metadata",
            "statistics_enabled",
            "statistics_truncate_length",
            "write_batch_size",
            "writer_version"));
    NAMES.put(FileFormat.ARROW, List.of());
  }

  private FileOptions() {}

  /** The format after STORED AS. */
  static FileFormat format(SqlIdentifier word) throws StatementRefused {
    return switch (word.getSimple()) {
      case "PARQUET" -> FileFormat.PARQUET;
      case "CSV" -> FileFormat.CSV;
      case "JSON", "NDJSON" -> FileFormat.JSON;
      case "ARROW" -> FileFormat.ARROW;
      default ->
          throw Refusals.at(
              SqlState.FEATURE_NOT_SUPPORTED,
              "there is no file format " + word.getSimple() + "; use PARQUET, CSV, JSON or ARROW",
              word.getParserPosition(),
              word.getSimple());
    };
  }

  /** The format that a path's extension names. */
  static FileFormat formatOf(String path, SqlParserPos pos) throws StatementRefused {
    String file = Ascii.lower(path.substring(path.lastIndexOf('/') + 1));
    for (String compression : List.of(".gz", ".bz2", ".xz", ".zst")) {
      if (file.endsWith(compression)) {
        file = file.substring(0, file.length() - compression.length());
      }
    }
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "parquet" -> FileFormat.PARQUET;
      case "csv" -> FileFormat.CSV;
      case "json", "ndjson", "jsonl" -> FileFormat.JSON;
      case "arrow" -> FileFormat.ARROW;
      default ->
          throw Refusals.syntax(
              "the path names no file format: add STORED AS PARQUET, CSV, JSON or ARROW",
              pos,
              path);
    };
  }

  /**
   * The options in order, under the engine's names.
   *
   * @throws StatementRefused for an unknown name, with the nearest one, and for credentials
   */
  static Map<String, String> of(SqlNodeList nodes, FileFormat format, Use use)
      throws StatementRefused {
    Map<String, String> options = new LinkedHashMap<>();
    for (SqlNode node : nodes) {
      PropertyNode property = (PropertyNode) node;
      SqlIdentifier key = property.key();
      String name = name(key, format, use);
      if (options.put(name, property.value().getValueAs(String.class)) != null) {
        throw Refusals.syntax(
            "option '" + key.getSimple() + "' is given twice",
            key.getParserPosition(),
            key.getSimple());
      }
    }
    return Collections.unmodifiableMap(options);
  }

  private static String name(SqlIdentifier key, FileFormat format, Use use)
      throws StatementRefused {
    String written = key.getSimple();
    int colons = written.indexOf("::");
    String suffix = colons < 0 ? "" : written.substring(colons);
    String name = Ascii.lower(colons < 0 ? written : written.substring(0, colons));
    if (use == Use.WRITE && (name.equals(OVERWRITE) || name.equals(KEEP_PARTITION_COLUMNS))) {
      return name;
    }
    int dot = name.indexOf('.');
    if (dot > 0 && STORES.contains(name.substring(0, dot))) {
      throw Refusals.at(
          SqlState.FEATURE_NOT_SUPPORTED,
          "options of object stores belong to the connection: its URL, its properties or the"
              + " environment",
          key.getParserPosition(),
          written);
    }
    String bare = name.startsWith(FORMAT) ? name.substring(FORMAT.length()) : name;
    boolean column = !suffix.isEmpty() && format == FileFormat.PARQUET;
    boolean known =
        suffix.isEmpty()
            ? NAMES.get(format).contains(bare)
            : column && (OF_COLUMNS.contains(bare) || bare.equals("metadata"));
    if (!known) {
      List<String> candidates = new ArrayList<>(NAMES.get(format));
      if (use == Use.WRITE) {
        candidates.add(OVERWRITE);
      }
      String nearest = NearestName.of(bare, candidates);
      throw Refusals.at(
          SqlState.INVALID_PARAMETER_VALUE,
          "there is no option '"
              + written
              + "' for "
              + format
              + (nearest == null ? "" : "; did you mean '" + nearest + "'?"),
          key.getParserPosition(),
          written);
    }
    return FORMAT + bare + suffix;
  }
}
