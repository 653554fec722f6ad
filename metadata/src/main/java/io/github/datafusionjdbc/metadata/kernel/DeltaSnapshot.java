package io.github.datafusionjdbc.metadata.kernel;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.github.datafusionjdbc.engine.DeltaFiles;
import io.github.datafusionjdbc.engine.DeltaTable;
import io.github.datafusionjdbc.engine.DeltaTableSpec;
import io.github.datafusionjdbc.engine.TableWriteSpec;
import io.github.datafusionjdbc.metadata.CatalogModel.ColumnDetails;
import io.github.datafusionjdbc.metadata.MetadataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One version of a Delta table: its metadata, and on demand its files. Immutable. */
public final class DeltaSnapshot {
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final String root;
  private final KernelEngine engine;
  private final Snapshot snapshot;
  private final Metadata metadata;
  private final List<ColumnDetails> columns;

  /**
   * @throws MetadataException if it needs a feature or has a type that is not supported
   */
  DeltaSnapshot(String name, String root, KernelEngine engine, Snapshot snapshot) {
    this.name = name;
    this.root = root;
    this.engine = engine;
    this.snapshot = snapshot;
    this.metadata = snapshot.getMetadata();
    ReaderFeatures.check(name, snapshot.getProtocol());
    this.columns = metadata.getSchema().fields().stream().map(this::column).toList();
  }

  private ColumnDetails column(StructField field) {
    FieldMetadata details = field.getMetadata();
    return new ColumnDetails(
        field.getName(),
        DeltaTypes.column(field.getDataType())
            .orElseThrow(
                () -> LogErrors.unsupportedType(name, field.getName(), field.getDataType())),
        field.isNullable(),
        text(details, "comment"),
        text(details, "CURRENT_DEFAULT"),
        text(details, "delta.generationExpression"),
        details.contains("delta.identity.start"));
  }

  private static String text(FieldMetadata details, String key) {
    return details.contains(key) ? details.getString(key) : null;
  }

  /** The table's id (metaData.id). */
  public String tableId() {
    return metadata.getId();
  }

  public long version() {
    return snapshot.getVersion();
  }

  /** When it was committed, in milliseconds since the epoch. */
  public long timestampMillis() {
    return LogErrors.translate(name, () -> snapshot.getTimestamp(engine));
  }

  /** URI of the table's folder, ending with a slash. */
  public String root() {
    return root;
  }

  public List<ColumnDetails> columns() {
    return columns;
  }

  /** Logical names, in the table's order. */
  public List<String> partitionColumns() {
    return VectorUtils.toJavaList(metadata.getPartitionColumns());
  }

  /** The table's configuration as it is in the log. */
  public Map<String, String> properties() {
    return metadata.getConfiguration();
  }

  /** Columns of the primary key that CREATE TABLE declared; empty if it declared none. */
  public List<String> primaryKey() {
    String json = properties().get(NewTable.PRIMARY_KEY);
    if (json == null) {
      return List.of();
    }
    List<String> columns = new ArrayList<>();
    LogErrors.translate(name, () -> JSON.readTree(json))
        .forEach(column -> columns.add(column.textValue()));
    return columns;
  }

  /**
   * Conditions on single columns (PROTOCOL.md, Column Invariants), by column.
   *
   * @throws MetadataException if one cannot be read
   */
  public Map<String, String> invariants() {
    Map<String, String> invariants = new LinkedHashMap<>();
    for (StructField field : metadata.getSchema().fields()) {
      String json = text(field.getMetadata(), "delta.invariants");
      if (json != null) {
        invariants.put(
            field.getName(),
            LogErrors.translate(
                name, () -> JSON.readTree(json).path("expression").path("expression").textValue()));
      }
    }
    return invariants;
  }

  /** The table's description, or null. */
  public String comment() {
    return metadata.getDescription().orElse(null);
  }

  /**
   * Whether a write can keep all that the table asks of writers.
   *
   * @throws MetadataException 0A000 naming the features that cannot be kept
   */
  public void checkWritable() {
    WriterFeatures.check(name, snapshot.getProtocol(), metadata);
  }

  /**
   * What a write of rows for this version needs to know.
   *
   * @param checks the table's constraints in the engine's dialect
   */
  public TableWriteSpec writeSpec(List<TableWriteSpec.Check> checks) {
    List<List<String>> clustering =
        ((SnapshotImpl) snapshot)
            .getClusteringColumnInfos().orElse(List.of()).stream()
                .map(info -> List.of(info.getLogicalColumn().getNames()))
                .toList();
    return WriteSpecs.of(root, metadata, clustering, checks);
  }

  Snapshot kernelSnapshot() {
    return snapshot;
  }

  /**
   * Reads the files of this version and hands them to the engine.
   *
   * @return the table at this version and the number of its files; the caller closes it
   * @throws MetadataException if the log cannot be read
   */
  public OpenTable open() {
    DeltaFiles files = new DeltaFiles();
    int count = readFiles(files::add);
    return LogErrors.translate(
        name, () -> new OpenTable(engine.engine().openDeltaTable(spec(), files), count));
  }

  int readFiles(ActiveFiles.Sink sink) {
    return LogErrors.translate(
        name,
        () ->
            ActiveFiles.read(
                name, root, snapshot, engine.withStructStatistics(structStatistics()), sink));
  }

  /**
   * A table in the engine.
   *
   * @param files how many files it has
   */
  public record OpenTable(DeltaTable table, int files) {}

  private DeltaTableSpec spec() {
    return new DeltaTableSpec(
        root,
        metadata.getSchemaString(),
        partitionColumns(),
        mappingMode().name().toLowerCase(Locale.ROOT),
        Map.of());
  }

  private ColumnMapping.ColumnMappingMode mappingMode() {
    return ColumnMapping.getColumnMappingMode(metadata.getConfiguration());
  }

  private StructStatistics structStatistics() {
    StructType dataSchema = metadata.getDataSchema();
    return new StructStatistics(
        ColumnMapping.convertToPhysicalSchema(dataSchema, metadata.getSchema(), mappingMode()));
  }
}
