package io.github.datafusionjdbc.engine;

import java.nio.ByteBuffer;
import java.util.List;

/** Lists and maps: ranges of rows of one child column, or of two for a map. */
final class ListColumn extends ArrowColumn {
  private final boolean large;
  private final int fixedSize;
  private final List<ArrowColumn> children;
  private ByteBuffer offsets = EMPTY;

  /**
   * @param fixedSize how many elements each row has; -1 if offsets tell
   */
  ListColumn(ArrowField field, boolean large, int fixedSize, List<ArrowColumn> children) {
    super(field);
    this.large = large;
    this.fixedSize = fixedSize;
    this.children = children;
  }

  @Override
  void bindValues(BatchMemory memory) {
    if (fixedSize < 0) {
      offsets = memory.nextBuffer();
    }
    for (ArrowColumn child : children) {
      child.bind(memory);
    }
  }

  @Override
  void unbindValues() {
    offsets = EMPTY;
    children.forEach(ArrowColumn::unbind);
  }

  @Override
  public int listStart(int row) {
    return offset(row);
  }

  @Override
  public int listEnd(int row) {
    return offset(row + 1);
  }

  private int offset(int row) {
    if (fixedSize >= 0) {
      return row * fixedSize;
    }
    int offset = large ? (int) offsets.getLong(row << 3) : offsets.getInt(row << 2);
    keepBatch();
    return offset;
  }

  @Override
  public ArrowColumn child(int index) {
    return children.get(index);
  }
}
