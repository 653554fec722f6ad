package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.RelationColumn;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.TableRules;
import io.github.datafusionjdbc.policy.ViewDefinition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A table as a statement sees it. */
record PinnedRelation(
    String schema,
    String table,
    String engineName,
    OptionalLong version,
    List<RelationColumn> columns,
    RelationKind kind,
    TableRules rules,
    Optional<ViewDefinition> view)
    implements Relation {}
