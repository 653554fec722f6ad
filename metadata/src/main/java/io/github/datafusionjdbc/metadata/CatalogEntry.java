package io.github.datafusionjdbc.metadata;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.policy.RelationKind;
import java.util.List;

/**
 * What is remembered of a name that no folder of the warehouse stands for: one JSON document, or a
 * temporary object of a session.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CatalogEntry.TableLocation.class, name = "table"),
  @JsonSubTypes.Type(value = CatalogEntry.View.class, name = "view")
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
}
