package io.github.datafusionjdbc.metadata.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.Format;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.rowtracking.MaterializedRowTrackingColumn;
import io.delta.kernel.internal.tablefeatures.TableFeature;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.SchemaUtils;
import io.delta.kernel.internal.util.Tuple2;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.github.datafusionjdbc.metadata.MetadataException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The metadata and protocol of a table that is about to be created or replaced. The protocol is the
 * lowest that its properties, types and constraints need.
 */
public final class NewTable {
  /** Property that holds the primary key's columns as a JSON array. */
  public static final String PRIMARY_KEY = "datafusion.primaryKey";

  private static final String CONSTRAINT = "delta.constraints.";
  private static final String COMMENT = "comment";
  private static final String DEFAULT = "CURRENT_DEFAULT";
  private static final String SPARK_TYPE = "__CHAR_VARCHAR_TYPE_STRING";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Metadata metadata;
  private final Protocol protocol;

  private NewTable(Metadata metadata, Protocol protocol) {
    this.metadata = metadata;
    this.protocol = protocol;
  }

  /**
   * @param table its name, for messages
   * @param replaced the version whose place it takes, if there is one
   * @throws MetadataException 42P16 or 0A000 if there can be no such table
   */
  public static NewTable of(
      String table, TableDefinition definition, Optional<DeltaSnapshot> replaced) {
    try {
      Metadata metadata = metadata(definition);
      Protocol base =
          replaced.map(s -> s.kernelSnapshot().getProtocol()).orElseGet(() -> new Protocol(1, 2));
      NewTable defined = resolve(metadata, base);
      ReaderFeatures.check(table, defined.protocol);
      WriterFeatures.check(table, defined.protocol, defined.metadata);
      return defined;
    } catch (KernelException | IllegalArgumentException e) {
      throw WriteErrors.definition(
          "The table " + table + " cannot be made like this: " + e.getMessage(), e);
    }
  }

  private static NewTable resolve(Metadata wanted, Protocol base) {
    Tuple2<Set<TableFeature>, Optional<Metadata>> overrides =
        TableFeatures.extractFeaturePropertyOverrides(wanted);
    Metadata metadata = overrides._2.orElse(wanted);
    Set<TableFeature> features = new HashSet<>(overrides._1);
    if (metadata.getSchema().fields().stream().anyMatch(f -> f.getMetadata().contains(DEFAULT))) {
      features.add(TableFeatures.ALLOW_COLUMN_DEFAULTS_W_FEATURE);
    }
    Protocol protocol =
        TableFeatures.autoUpgradeProtocolBasedOnMetadata(metadata, features, base)
            .map(upgrade -> upgrade._1)
            .orElse(base);
    metadata = ColumnMapping.updateColumnMappingMetadataIfNeeded(metadata, true).orElse(metadata);
    metadata =
        MaterializedRowTrackingColumn.assignMaterializedColumnNamesIfNeeded(metadata)
            .orElse(metadata);
    return new NewTable(metadata, protocol);
  }

  private static Metadata metadata(TableDefinition definition) {
    StructType schema = new StructType(definition.columns().stream().map(NewTable::field).toList());
    Map<String, String> properties =
        new LinkedHashMap<>(
            TableConfig.validateAndNormalizeDeltaProperties(definition.properties()));
    boolean mapped =
        ColumnMapping.isColumnMappingModeEnabled(ColumnMapping.getColumnMappingMode(properties));
    SchemaUtils.validateSchema(withoutDetails(schema), mapped, false, false);
    SchemaUtils.validatePartitionColumns(schema, definition.partitionColumns());
    List<String> partitionColumns =
        SchemaUtils.casePreservingPartitionColNames(schema, definition.partitionColumns());
    definition
        .constraints()
        .forEach((name, condition) -> properties.put(CONSTRAINT + name, condition));
    if (!definition.primaryKey().isEmpty()) {
      properties.put(PRIMARY_KEY, json(definition.primaryKey()));
    }
    return new Metadata(
        UUID.randomUUID().toString(),
        Optional.empty(),
        Optional.ofNullable(definition.comment()),
        new Format(),
        schema.toJson(),
        schema,
        VectorUtils.buildArrayValue(partitionColumns, StringType.STRING),
        Optional.of(System.currentTimeMillis()),
        VectorUtils.stringStringMapValue(properties));
  }

  /** Kernel takes only literals as defaults, and Delta any expression. */
  private static StructType withoutDetails(StructType schema) {
    return new StructType(
        schema.fields().stream().map(f -> f.withNewMetadata(FieldMetadata.empty())).toList());
  }

  private static StructField field(TableDefinition.Column column) {
    FieldMetadata.Builder details = FieldMetadata.builder();
    if (column.comment() != null) {
      details.putString(COMMENT, column.comment());
    }
    if (column.defaultExpression() != null) {
      details.putString(DEFAULT, column.defaultExpression());
    }
    if (column.sparkType() != null) {
      details.putString(SPARK_TYPE, column.sparkType());
    }
    return new StructField(
        column.name(),
        ColumnTypes.of(column.name(), column.type()),
        column.nullable(),
        details.build());
  }

  private static String json(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Metadata metadata() {
    return metadata;
  }

  Protocol protocol() {
    return protocol;
  }
}
