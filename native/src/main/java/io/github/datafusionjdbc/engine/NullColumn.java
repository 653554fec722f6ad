package io.github.datafusionjdbc.engine;

/** Rows that are all null, without memory. */
final class NullColumn extends ArrowColumn {
  NullColumn(ArrowField field) {
    super(field);
  }

  @Override
  boolean hasValidity() {
    return false;
  }

  @Override
  public boolean isNull(int row) {
    return true;
  }

  @Override
  void bindValues(BatchMemory memory) {}

  @Override
  void unbindValues() {}
}
