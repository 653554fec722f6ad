package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import io.github.datafusionjdbc.engine.ArrowColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of the engine's memory as Delta Kernel reads columns. Valid as long as its batch.
 *
 * <p>Lists and maps are copied, because Kernel keeps those of a table's metadata beyond the batch.
 */
class ArrowVector implements ColumnVector {
  private final ArrowColumn column;
  private final DataType type;

  ArrowVector(ArrowColumn column, DataType type) {
    this.column = column;
    this.type = type;
  }

  @Override
  public DataType getDataType() {
    return type;
  }

  @Override
  public int getSize() {
    return column.length();
  }

  @Override
  public void close() {}

  @Override
  public boolean isNullAt(int row) {
    return column.isNull(row);
  }

  @Override
  public boolean getBoolean(int row) {
    return column.getBoolean(row);
  }

  @Override
  public byte getByte(int row) {
    return (byte) column.getInt(row);
  }

  @Override
  public short getShort(int row) {
    return (short) column.getInt(row);
  }

  @Override
  public int getInt(int row) {
    return column.getInt(row);
  }

  @Override
  public long getLong(int row) {
    return column.getLong(row);
  }

  @Override
  public float getFloat(int row) {
    return column.getFloat(row);
  }

  @Override
  public double getDouble(int row) {
    return column.getDouble(row);
  }

  @Override
  public BigDecimal getDecimal(int row) {
    return column.isNull(row) ? null : column.getDecimal(row);
  }

  @Override
  public String getString(int row) {
    return column.isNull(row) ? null : column.getString(row);
  }

  @Override
  public byte[] getBinary(int row) {
    return column.isNull(row) ? null : column.getBytes(row);
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return new ArrowVector(column.child(ordinal), ((StructType) type).at(ordinal).getDataType());
  }

  @Override
  public ArrayValue getArray(int row) {
    if (column.isNull(row)) {
      return null;
    }
    DataType elementType = ((ArrayType) type).getElementType();
    return VectorUtils.buildArrayValue(children(row, 0, elementType), elementType);
  }

  @Override
  public MapValue getMap(int row) {
    if (column.isNull(row)) {
      return null;
    }
    MapType mapType = (MapType) type;
    List<Object> keys = children(row, 0, mapType.getKeyType());
    ColumnVector keyVector = VectorUtils.buildColumnVector(keys, mapType.getKeyType());
    ColumnVector valueVector =
        VectorUtils.buildColumnVector(
            children(row, 1, mapType.getValueType()), mapType.getValueType());
    return new MapValue() {
      @Override
      public int getSize() {
        return keys.size();
      }

      @Override
      public ColumnVector getKeys() {
        return keyVector;
      }

      @Override
      public ColumnVector getValues() {
        return valueVector;
      }
    };
  }

  private List<Object> children(int row, int child, DataType childType) {
    int end = column.listEnd(row);
    ColumnVector vector = new ArrowVector(column.child(child), childType);
    List<Object> values = new ArrayList<>();
    for (int i = column.listStart(row); i < end; i++) {
      values.add(vector.isNullAt(i) ? null : VectorUtils.getValueAsObject(vector, childType, i));
    }
    return values;
  }
}
