package io.github.datafusionjdbc.engine;

import java.util.List;

/** Structs: a column for each field, of as many rows. */
final class StructColumn extends ArrowColumn {
  private final List<ArrowColumn> children;

  StructColumn(ArrowField field, List<ArrowColumn> children) {
    super(field);
    this.children = children;
  }

  @Override
  void bindValues(BatchMemory memory) {
    for (ArrowColumn child : children) {
      child.bind(memory);
    }
  }

  @Override
  void unbindValues() {
    children.forEach(ArrowColumn::unbind);
  }

  @Override
  public ArrowColumn child(int index) {
    return children.get(index);
  }
}
