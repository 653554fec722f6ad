package io.github.datafusionjdbc.metadata;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.FileFormat;
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
   */
  record ExternalFiles(
      FileFormat format,
      List<String> locations,
      Map<String, String> options,
      List<String> partitionColumns,
      List<ArrowField> columns)
      implements CatalogEntry {
    public ExternalFiles {
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
}
