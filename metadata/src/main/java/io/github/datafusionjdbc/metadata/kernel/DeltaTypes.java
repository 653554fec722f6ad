package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.types.VariantType;
import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ArrowType.Layout;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The Arrow types in which the engine's scan gives Delta's types: strings and binaries as views in
 * columns, plain inside of other types; nested fields always nullable.
 */
final class DeltaTypes {
  private static final Map<DataType, ArrowType> SIMPLE =
      Map.ofEntries(
          Map.entry(BooleanType.BOOLEAN, new ArrowType.Bool()),
          Map.entry(ByteType.BYTE, new ArrowType.Int(8, true)),
          Map.entry(ShortType.SHORT, new ArrowType.Int(16, true)),
          Map.entry(IntegerType.INTEGER, new ArrowType.Int(32, true)),
          Map.entry(LongType.LONG, new ArrowType.Int(64, true)),
          Map.entry(FloatType.FLOAT, new ArrowType.Floating(32)),
          Map.entry(DoubleType.DOUBLE, new ArrowType.Floating(64)),
          Map.entry(BinaryType.BINARY, new ArrowType.Binary(Layout.OFFSETS)),
          Map.entry(DateType.DATE, new ArrowType.Date(false)),
          Map.entry(TimestampType.TIMESTAMP, new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")),
          Map.entry(
              TimestampNTZType.TIMESTAMP_NTZ, new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
          Map.entry(VariantType.VARIANT, new ArrowType.Variant()));

  private DeltaTypes() {}

  /** The type of a column; empty if the scan has none for it. */
  static Optional<ArrowType> column(DataType type) {
    if (type instanceof StringType) {
      return Optional.of(new ArrowType.Utf8(Layout.VIEW));
    } else if (type instanceof BinaryType) {
      return Optional.of(new ArrowType.Binary(Layout.VIEW));
    }
    return nested(type);
  }

  private static Optional<ArrowType> nested(DataType type) {
    if (type instanceof StringType) {
      return Optional.of(new ArrowType.Utf8(Layout.OFFSETS));
    } else if (type instanceof DecimalType decimal) {
      return Optional.of(new ArrowType.Decimal(128, decimal.getPrecision(), decimal.getScale()));
    } else if (type instanceof ArrayType array) {
      return nested(array.getElementType())
          .map(
              element -> new ArrowType.ListOf(new ArrowField("element", element, true), false, -1));
    } else if (type instanceof MapType map) {
      return nested(map.getKeyType())
          .flatMap(
              key ->
                  nested(map.getValueType())
                      .map(
                          value ->
                              new ArrowType.MapOf(
                                  new ArrowField("key", key, false),
                                  new ArrowField("value", value, true))));
    } else if (type instanceof StructType struct) {
      return struct(struct);
    }
    return Optional.ofNullable(SIMPLE.get(type));
  }

  private static Optional<ArrowType> struct(StructType struct) {
    var fields =
        struct.fields().stream()
            .flatMap(
                field ->
                    nested(field.getDataType())
                        .map(type -> new ArrowField(field.getName(), type, true))
                        .stream())
            .toList();
    return fields.size() == struct.length()
        ? Optional.of(new ArrowType.Struct(fields))
        : Optional.empty();
  }
}
