package io.github.datafusionjdbc.metadata.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.github.datafusionjdbc.engine.DeltaFiles;
import io.github.datafusionjdbc.engine.DeltaFiles.DeletionVector;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.Optional;

/** The active files of a snapshot, streamed from its log. */
final class ActiveFiles {
  private static final JsonFactory JSON = new JsonFactory();

  /** Takes one file; the arguments are those of {@link DeltaFiles#add}. */
  @FunctionalInterface
  interface Sink {
    void add(
        String path,
        long size,
        long modifiedMillis,
        String partitionValues,
        String stats,
        DeletionVector deletionVector);
  }

  private final String table;
  private final String root;
  private final Sink sink;
  private int count;

  private ActiveFiles(String table, String root, Sink sink) {
    this.table = table;
    this.root = root;
    this.sink = sink;
  }

  /** Reads them; returns how many there were. */
  static int read(String table, String root, Snapshot snapshot, KernelEngine engine, Sink sink)
      throws IOException {
    ActiveFiles files = new ActiveFiles(table, root, sink);
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        files.add(batches.next());
      }
    }
    return files.count;
  }

  private void add(FilteredColumnarBatch batch) throws IOException {
    ColumnVector add = batch.getData().getColumnVector(0);
    StructType type = (StructType) add.getDataType();
    ColumnVector path = add.getChild(type.indexOf("path"));
    ColumnVector partitionValues = add.getChild(type.indexOf("partitionValues"));
    ColumnVector size = add.getChild(type.indexOf("size"));
    ColumnVector modified = add.getChild(type.indexOf("modificationTime"));
    ColumnVector deletionVector = add.getChild(type.indexOf("deletionVector"));
    ColumnVector stats = add.getChild(type.indexOf("stats"));
    Optional<ColumnVector> selection = batch.getSelectionVector();
    for (int row = 0; row < add.getSize(); row++) {
      if (selection.isPresent()
          && (selection.get().isNullAt(row) || !selection.get().getBoolean(row))) {
        continue;
      }
      sink.add(
          path.getString(row),
          size.getLong(row),
          modified.getLong(row),
          toJson(partitionValues.getMap(row)),
          stats.isNullAt(row) ? null : stats.getString(row),
          deletionVector(DeletionVectorDescriptor.fromColumnVector(deletionVector, row)));
      count++;
    }
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
  private DeletionVector deletionVector(DeletionVectorDescriptor descriptor) {
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
          uri =
              StorePaths.toUri(URI.create(root).resolve(descriptor.getPathOrInlineDv()).toString());
      default ->
          throw LogErrors.unsupported(
              table, "deletion vectors of storage type '" + descriptor.getStorageType() + "'");
    }
    return new DeletionVector(
        uri,
        inline,
        descriptor.getOffset().orElse(0),
        descriptor.getSizeInBytes(),
        descriptor.getCardinality());
  }
}
