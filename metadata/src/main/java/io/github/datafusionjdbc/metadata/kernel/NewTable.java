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
import io.delta.kernel.types.StructType;
import io.github.datafusionjdbc.engine.TableWriteSpec;
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
  static final String PRIMARY_KEY = "datafusion.primaryKey";

  private static final String CONSTRAINT = "delta.constraints.";
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
    if (has(metadata, SchemaFields.DEFAULT)) {
      features.add(TableFeatures.ALLOW_COLUMN_DEFAULTS_W_FEATURE);
    }
    if (has(metadata, SchemaFields.GENERATION)) {
      features.add(TableFeatures.GENERATED_COLUMNS_W_FEATURE);
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

  private static boolean has(Metadata metadata, String detail) {
    return metadata.getSchema().fields().stream().anyMatch(f -> f.getMetadata().contains(detail));
  }

  private static Metadata metadata(TableDefinition definition) {
    StructType schema =
        new StructType(definition.columns().stream().map(SchemaFields::of).toList());
    Map<String, String> properties = properties(definition.properties());
    boolean mapped =
        ColumnMapping.isColumnMappingModeEnabled(ColumnMapping.getColumnMappingMode(properties));
    SchemaUtils.validateSchema(withoutDetails(schema), mapped, false, false);
    SchemaUtils.validatePartitionColumns(schema, definition.partitionColumns());
    List<String> partitionColumns =
        SchemaUtils.casePreservingPartitionColNames(schema, definition.partitionColumns());
    definition
        .checks()
        .forEach(check -> properties.put(CONSTRAINT + check.name(), check.expression().sparkSql()));
    if (!definition.primaryKey().isEmpty()) {
      properties.put(PRIMARY_KEY, json(definition.primaryKey()));
    }
    return new Metadata(
        UUID.randomUUID().toString(),
        Optional.empty(),
        definition.comment(),
        new Format(),
        schema.toJson(),
        schema,
        VectorUtils.buildArrayValue(partitionColumns, StringType.STRING),
        Optional.of(System.currentTimeMillis()),
        VectorUtils.stringStringMapValue(properties));
  }

  /** As Delta spells them; Kernel refuses those that are unknown to it. */
  private static Map<String, String> properties(Map<String, String> given) {
    Map<String, String> ofWriters = new LinkedHashMap<>(given);
    ofWriters.keySet().retainAll(WriteSpecs.PROPERTIES);
    Map<String, String> others = new LinkedHashMap<>(given);
    others.keySet().removeAll(WriteSpecs.PROPERTIES);
    Map<String, String> properties =
        new LinkedHashMap<>(TableConfig.validateAndNormalizeDeltaProperties(others));
    properties.putAll(ofWriters);
    return properties;
  }

  /** Kernel takes only literals as defaults, and Delta any expression. */
  private static StructType withoutDetails(StructType schema) {
    return new StructType(
        schema.fields().stream().map(f -> f.withNewMetadata(FieldMetadata.empty())).toList());
  }

  private static String json(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * What the write of its rows needs to know.
   *
   * @param root URI of the table's folder, ending with a slash
   * @param checks its constraints in the engine's dialect
   */
  public TableWriteSpec writeSpec(String root, List<TableWriteSpec.Check> checks) {
    return WriteSpecs.of(root, metadata, List.of(), checks);
  }

  Metadata metadata() {
    return metadata;
  }

  Protocol protocol() {
    return protocol;
  }
}
