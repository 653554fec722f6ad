package io.github.datafusionjdbc.policy;

/**
 * A column as names are resolved against it.
 *
 * @param name exact name
 * @param type Arrow type as displayed, null where only the engine knows it
 */
record Column(String name, String type) {}
