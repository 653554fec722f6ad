package io.github.datafusionjdbc.metadata;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ExternalTableSpec.SortKey;
import io.github.datafusionjdbc.engine.FileFormat;
import io.github.datafusionjdbc.engine.MemoryTable;
import io.github.datafusionjdbc.engine.MemoryTableSpec;
import io.github.datafusionjdbc.metadata.CatalogModel.ColumnDetails;
import io.github.datafusionjdbc.policy.RelationKind;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of a name that no folder of the warehouse stands for: one JSON document, or a
 * temporary object of a session.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CatalogEntry.TableLocation.class, name = "table"),
  @JsonSubTypes.Type(value = CatalogEntry.View.class, name = "view"),
  @JsonSubTypes.Type(value = CatalogEntry.ExternalFiles.class, name = "external")
})
public sealed interface CatalogEntry {
  /** What the name stands for. */
  RelationKind relationKind();

  /**
   * A Delta table that lies elsewhere.
   *
   * @param location URI of its folder, ending with a slash
   */
  record TableLocation(String location) implements CatalogEntry {
    @Override
    public RelationKind relationKind() {
      return RelationKind.TABLE;
    }
  }

  /**
   * A view.
   *
   * @param payload its query as it was written, as AST payload
   * @param defaultSchema the schema that unqualified names in it are in
   * @param sql the canonical query as it was when the view was made, for people to read
   * @param labels the engine's names of the query's columns
   * @param columns the view's columns, as many as labels
   * @param comment or null
   */
  record View(
      String payload,
      String defaultSchema,
      String sql,
      List<String> labels,
      List<ArrowField> columns,
      String comment)
      implements CatalogEntry {
    public View {
      labels = List.copyOf(labels);
      columns = List.copyOf(columns);
    }

    @Override
    public RelationKind relationKind() {
      return RelationKind.VIEW;
    }
  }

  /**
   * Files that are no Delta table.
   *
   * @param locations URIs of files, of folders (with a slash at the end), or patterns
   * @param options of the format, by name
   * @param partitionColumns columns that are read from the names of folders
   * @param columns the table's columns, the partition columns last
   * @param orders what the rows of each file are sorted by; null in an entry from before there were
   *     any
   */
  record ExternalFiles(
      FileFormat format,
      List<String> locations,
      Map<String, String> options,
      List<String> partitionColumns,
      List<ArrowField> columns,
      List<List<SortKey>> orders)
      implements CatalogEntry {
    public ExternalFiles {
      orders = orders == null ? List.of() : orders.stream().map(List::copyOf).toList();
      locations = List.copyOf(locations);
      options = Map.copyOf(options);
      partitionColumns = List.copyOf(partitionColumns);
      columns = List.copyOf(columns);
    }

    @Override
    public RelationKind relationKind() {
      return RelationKind.EXTERNAL_TABLE;
    }
  }

  /**
   * A temporary table with its rows as they are at one time. Never written.
   *
   * @param definition what all states of one table have
   * @param rows not those of an earlier or later state
   */
  record TemporaryTable(Definition definition, MemoryTable rows) implements CatalogEntry {
    /**
     * What CREATE said.
     *
     * @param columns with defaults as canonical text in the engine's dialect
     * @param textLimits for each column how long its texts may be, null for any length
     * @param primaryKey names of its columns, empty if there is none
     * @param checks conditions by name, as canonical text in the engine's dialect
     * @param comment or null
     */
    public record Definition(
        List<ColumnDetails> columns,
        List<MemoryTableSpec.TextLimit> textLimits,
        List<String> primaryKey,
        Map<String, String> checks,
        String comment) {}

    @Override
    public RelationKind relationKind() {
      return RelationKind.TEMPORARY_TABLE;
    }
  }
}
