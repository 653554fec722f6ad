package io.github.datafusionjdbc.policy;

/**
 * The label of a column of the result that the lane had to give a name of its own, because the
 * engine lets no two items of a select list have one name.
 *
 * @param name the column's name in the engine's answer
 * @param label what it is shown as; null if that is the label of another column
 * @param sameAs index from 0 of the column whose label it shares; -1 where {@code label} says it
 */
public record OutputLabel(String name, String label, int sameAs) {}
