package io.github.datafusionjdbc.policy;

import java.util.List;

/**
 * The query of a view as it was kept at CREATE.
 *
 * @param payload the query's tree as AST payload, its names as they were written
 * @param defaultSchema the schema that unqualified names in it are in
 * @param labels the engine's names of the query's columns at CREATE, as many as the view has
 *     columns and in their order
 */
public record ViewDefinition(String payload, String defaultSchema, List<String> labels) {}
