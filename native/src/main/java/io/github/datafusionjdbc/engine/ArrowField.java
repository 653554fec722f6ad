package io.github.datafusionjdbc.engine;

/**
 * A named, typed column or nested field.
 *
 * @param name as the engine labels it, may be empty
 * @param type its Arrow type, with children for nested types
 * @param nullable whether nulls are possible as far as the engine knows
 */
public record ArrowField(String name, ArrowType type, boolean nullable) {}
