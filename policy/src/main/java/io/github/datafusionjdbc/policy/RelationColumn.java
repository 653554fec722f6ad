package io.github.datafusionjdbc.policy;

/**
 * A column of a relation.
 *
 * @param name exact name
 * @param type Arrow type as the engine displays it: {@code Int32}, {@code Timestamp(µs, "UTC")},
 *     {@code List(Int32)}, {@code Struct("x": Int32)}
 * @param nullable whether nulls are possible
 */
public record RelationColumn(String name, String type, boolean nullable) {}
