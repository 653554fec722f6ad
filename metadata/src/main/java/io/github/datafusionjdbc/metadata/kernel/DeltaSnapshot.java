package io.github.datafusionjdbc.metadata.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.github.datafusionjdbc.engine.DeltaFiles;
import io.github.datafusionjdbc.engine.DeltaTable;
import io.github.datafusionjdbc.engine.DeltaTableSpec;
import io.github.datafusionjdbc.metadata.CatalogModel.ColumnDetails;
import io.github.datafusionjdbc.metadata.MetadataException;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One version of a Delta table: its metadata, and on demand its files. Immutable. */
public final class DeltaSnapshot {
  private static final JsonFactory JSON = new JsonFactory();

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

  /** The table's description, or null. */
  public String comment() {
    return metadata.getDescription().orElse(null);
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
    return LogErrors.translate(
        name,
        () -> {
          DeltaFiles files = new DeltaFiles();
          int count = 0;
          KernelEngine scanEngine = engine.withStructStatistics(structStatistics());
          try (CloseableIterator<FilteredColumnarBatch> batches =
              snapshot.getScanBuilder().build().getScanFiles(scanEngine, true)) {
            while (batches.hasNext()) {
              count += add(batches.next(), files);
            }
          }
          return new OpenTable(engine.engine().openDeltaTable(spec(), files), count);
        });
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

  private int add(FilteredColumnarBatch batch, DeltaFiles files) throws IOException {
    ColumnVector add = batch.getData().getColumnVector(0);
    StructType type = (StructType) add.getDataType();
    ColumnVector path = add.getChild(type.indexOf("path"));
    ColumnVector partitionValues = add.getChild(type.indexOf("partitionValues"));
    ColumnVector size = add.getChild(type.indexOf("size"));
    ColumnVector modified = add.getChild(type.indexOf("modificationTime"));
    ColumnVector deletionVector = add.getChild(type.indexOf("deletionVector"));
    ColumnVector stats = add.getChild(type.indexOf("stats"));
    Optional<ColumnVector> selection = batch.getSelectionVector();
    int count = 0;
    for (int row = 0; row < add.getSize(); row++) {
      if (selection.isPresent()
          && (selection.get().isNullAt(row) || !selection.get().getBoolean(row))) {
        continue;
      }
      files.add(
          path.getString(row),
          size.getLong(row),
          modified.getLong(row),
          toJson(partitionValues.getMap(row)),
          stats.isNullAt(row) ? null : stats.getString(row),
          deletionVector(DeletionVectorDescriptor.fromColumnVector(deletionVector, row)));
      count++;
    }
    return count;
  }

  private static String toJson(MapValue values) throws IOException {
    if (values.getSize() == 0) {
      return "{}";
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int i = 0; i < values.getSize(); i++) {
        json.writeFieldName(values.getKeys().getString(i));
        if (values.getValues().isNullAt(i)) {
          json.writeNull();
        } else {
          json.writeString(values.getValues().getString(i));
        }
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  /** PROTOCOL.md, "Deletion Vector Descriptor Schema". */
  private DeltaFiles.DeletionVector deletionVector(DeletionVectorDescriptor descriptor) {
    if (descriptor == null) {
      return null;
    }
    String uri = null;
    byte[] inline = null;
    switch (descriptor.getStorageType()) {
      case DeletionVectorDescriptor.INLINE_DV_MARKER -> inline = descriptor.inlineData();
      case DeletionVectorDescriptor.UUID_DV_MARKER ->
          uri = StorePaths.toUri(descriptor.getAbsolutePath(root));
      case DeletionVectorDescriptor.PATH_DV_MARKER ->
          uri = URI.create(root).resolve(descriptor.getPathOrInlineDv()).toString();
      default ->
          throw LogErrors.unsupported(
              name, "deletion vectors of storage type '" + descriptor.getStorageType() + "'");
    }
    return new DeltaFiles.DeletionVector(
        uri,
        inline,
        descriptor.getOffset().orElse(0),
        descriptor.getSizeInBytes(),
        descriptor.getCardinality());
  }
}
