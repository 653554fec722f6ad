package io.github.datafusionjdbc.metadata;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What the warehouse remembers of a name that no folder of its own stands for: one JSON document.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = CatalogEntry.TableLocation.class, name = "table"))
public sealed interface CatalogEntry {

  /**
   * A Delta table that lies elsewhere.
   *
   * @param location URI of its folder, ending with a slash
   */
  record TableLocation(String location) implements CatalogEntry {}
}
