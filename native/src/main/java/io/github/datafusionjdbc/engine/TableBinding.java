package io.github.datafusionjdbc.engine;

/**
 * A name that one statement may use, and what it stands for.
 *
 * @param catalog first part of the name, as the SQL writes it
 * @param schema second part
 * @param table third part; for time travel it carries the version ({@code t@v3})
 * @param source the pinned table behind it
 */
public record TableBinding(String catalog, String schema, String table, TableSource source) {}
