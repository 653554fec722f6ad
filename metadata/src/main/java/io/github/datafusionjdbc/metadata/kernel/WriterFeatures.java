package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.VariantType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The table features that a write must keep (PROTOCOL.md, "Requirements for Writers") and that are
 * kept here. A table that needs another one is refused by the feature's name.
 */
final class WriterFeatures {
  private static final int MAX_WRITER_VERSION = 7;

  /** Kept, or in the way only when the table's metadata uses them. */
  private static final Set<String> SUPPORTED =
      Set.of(
          "allowColumnDefaults",
          "appendOnly",
          "changeDataFeed",
          "checkConstraints",
          "checkpointProtection",
          "clustering",
          "columnMapping",
          "deletionVectors",
          "domainMetadata",
          "generatedColumns",
          "icebergCompatV1",
          "icebergCompatV2",
          "icebergCompatV3",
          "icebergWriterCompatV1",
          "icebergWriterCompatV3",
          "identityColumns",
          "inCommitTimestamp",
          "invariants",
          "rowTracking",
          "timestampNtz",
          "typeWidening",
          "typeWidening-preview",
          "v2Checkpoint",
          "vacuumProtocolCheck",
          "variantType",
          "variantType-preview");

  private static final List<String> ICEBERG =
      List.of(
          "IcebergCompatV1",
          "IcebergCompatV2",
          "IcebergCompatV3",
          "IcebergWriterCompatV1",
          "IcebergWriterCompatV3");

  private WriterFeatures() {}

  /**
   * @throws io.github.datafusionjdbc.metadata.MetadataException 0A000 naming what is not kept
   */
  static void check(String table, Protocol protocol, Metadata metadata) {
    if (protocol.getMinWriterVersion() > MAX_WRITER_VERSION) {
      throw WriteErrors.unsupported(
          table, "version " + protocol.getMinWriterVersion() + " of Delta's writer protocol");
    }
    Set<String> unsupported = new TreeSet<>(protocol.getWriterFeatures());
    unsupported.removeAll(SUPPORTED);
    for (String iceberg : ICEBERG) {
      if (Boolean.parseBoolean(metadata.getConfiguration().get("delta.enable" + iceberg))) {
        unsupported.add("i" + iceberg.substring(1));
      }
    }
    if (TableFeatures.hasIdentityColumns(metadata)) {
      unsupported.add("identityColumns");
    }
    if (TableFeatures.hasInvariants(nestedFields(metadata.getSchema()))) {
      unsupported.add("invariants");
    }
    if (hasVariant(metadata.getSchema())) {
      unsupported.add("variantType");
    }
    if (!unsupported.isEmpty()) {
      throw WriteErrors.unsupportedFeatures(table, new ArrayList<>(unsupported));
    }
  }

  /** Invariants of columns are enforced with the constraints, those of fields inside are not. */
  private static StructType nestedFields(StructType schema) {
    return new StructType(
        schema.fields().stream().map(f -> f.withNewMetadata(FieldMetadata.empty())).toList());
  }

  private static boolean hasVariant(DataType type) {
    if (type instanceof StructType struct) {
      return struct.fields().stream().map(StructField::getDataType).anyMatch(t -> hasVariant(t));
    } else if (type instanceof ArrayType array) {
      return hasVariant(array.getElementType());
    } else if (type instanceof MapType map) {
      return hasVariant(map.getKeyType()) || hasVariant(map.getValueType());
    }
    return type instanceof VariantType;
  }
}
