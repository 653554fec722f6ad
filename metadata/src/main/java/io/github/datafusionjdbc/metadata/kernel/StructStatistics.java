package io.github.datafusionjdbc.metadata.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.delta.kernel.data.ColumnVector;
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
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.types.VariantType;
import io.github.datafusionjdbc.engine.ArrowColumn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics of files that a checkpoint holds as a struct ({@code stats_parsed}), as the JSON that
 * {@code stats} would have been (PROTOCOL.md, "Per-file Statistics" and "Checkpoint Schema").
 */
final class StructStatistics {
  private static final JsonFactory JSON =
      new JsonFactory().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
  private static final String COLUMN = "stats_parsed";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

  private final StructType type;

  /**
   * @param dataSchema the table's columns without the partition columns, by physical names
   */
  StructStatistics(StructType dataSchema) {
    StructType bounds = bounds(dataSchema);
    StructType nullCounts = nullCounts(dataSchema);
    StructType statistics = new StructType().add("numRecords", LongType.LONG);
    if (bounds.length() > 0) {
      statistics = statistics.add("minValues", bounds).add("maxValues", bounds);
    }
    if (nullCounts.length() > 0) {
      statistics = statistics.add("nullCount", nullCounts);
    }
    type = statistics.add("tightBounds", BooleanType.BOOLEAN);
  }

  private static StructType bounds(StructType schema) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (field.getDataType() instanceof StructType struct) {
        StructType nested = bounds(struct);
        if (nested.length() > 0) {
          fields.add(new StructField(field.getName(), nested, true));
        }
      } else if (hasBounds(field.getDataType())) {
        fields.add(new StructField(field.getName(), field.getDataType(), true));
      }
    }
    return new StructType(fields);
  }

  private static boolean hasBounds(DataType type) {
    return !(type instanceof ArrayType
        || type instanceof MapType
        || type instanceof BinaryType
        || type instanceof BooleanType
        || type instanceof VariantType);
  }

  private static StructType nullCounts(StructType schema) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (!(field.getDataType() instanceof StructType struct)) {
        fields.add(new StructField(field.getName(), LongType.LONG, true));
      } else if (struct.length() > 0) {
        fields.add(new StructField(field.getName(), nullCounts(struct), true));
      }
    }
    return new StructType(fields);
  }

  /** The schema with the struct as the last field of {@code add}. */
  StructType extend(StructType schema, int addOrdinal) {
    List<StructField> fields = new ArrayList<>(schema.fields());
    StructField add = fields.get(addOrdinal);
    fields.set(addOrdinal, add.withDataType(((StructType) add.getDataType()).add(COLUMN, type)));
    return new StructType(fields);
  }

  /** The column {@code add} of the extended schema as one of type {@code addType}. */
  ColumnVector fill(ArrowColumn add, StructType addType, int statsOrdinal) {
    ArrowColumn stats = add.child(statsOrdinal);
    ArrowColumn parsed = add.child(addType.length());
    ColumnVector filled = new FilledStatistics(stats, parsed);
    return new ArrowVector(add, addType) {
      @Override
      public ColumnVector getChild(int ordinal) {
        return ordinal == statsOrdinal ? filled : super.getChild(ordinal);
      }
    };
  }

  private String toJson(ArrowColumn parsed, int row) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writeStruct(json, parsed, type, row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeStruct(JsonGenerator json, ArrowColumn column, StructType type, int row)
      throws IOException {
    json.writeStartObject();
    for (int i = 0; i < type.length(); i++) {
      ArrowColumn child = column.child(i);
      StructField field = type.at(i);
      if (child.isNull(row) || isNotFinite(child, field.getDataType(), row)) {
        continue;
      }
      json.writeFieldName(field.getName());
      if (field.getDataType() instanceof StructType struct) {
        writeStruct(json, child, struct, row);
      } else {
        writeValue(json, child, field.getDataType(), row);
      }
    }
    json.writeEndObject();
  }

  /** JSON has no such numbers; a bound that is left out is unknown. */
  private static boolean isNotFinite(ArrowColumn column, DataType type, int row) {
    return (type instanceof DoubleType && !Double.isFinite(column.getDouble(row)))
        || (type instanceof FloatType && !Float.isFinite(column.getFloat(row)));
  }

  private static void writeValue(JsonGenerator json, ArrowColumn column, DataType type, int row)
      throws IOException {
    if (type instanceof LongType
        || type instanceof IntegerType
        || type instanceof ShortType
        || type instanceof ByteType) {
      json.writeNumber(column.getLong(row));
    } else if (type instanceof StringType) {
      json.writeString(column.getString(row));
    } else if (type instanceof DateType) {
      json.writeString(LocalDate.ofEpochDay(column.getLong(row)).toString());
    } else if (type instanceof TimestampType) {
      json.writeString(TIMESTAMP.format(dateTime(column.getLong(row))) + "Z");
    } else if (type instanceof TimestampNTZType) {
      json.writeString(TIMESTAMP.format(dateTime(column.getLong(row))));
    } else if (type instanceof DoubleType) {
      json.writeNumber(column.getDouble(row));
    } else if (type instanceof FloatType) {
      json.writeNumber(column.getFloat(row));
    } else if (type instanceof DecimalType) {
      json.writeNumber(column.getDecimal(row));
    } else if (type instanceof BooleanType) {
      json.writeBoolean(column.getBoolean(row));
    } else {
      throw new IllegalStateException("statistics of type " + type);
    }
  }

  private static LocalDateTime dateTime(long micros) {
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** The JSON where there is one, else made from the struct. */
  private final class FilledStatistics implements ColumnVector {
    private final ArrowColumn stats;
    private final ArrowColumn parsed;

    FilledStatistics(ArrowColumn stats, ArrowColumn parsed) {
      this.stats = stats;
      this.parsed = parsed;
    }

    @Override
    public DataType getDataType() {
      return StringType.STRING;
    }

    @Override
    public int getSize() {
      return stats.length();
    }

    @Override
    public void close() {}

    @Override
    public boolean isNullAt(int row) {
      return stats.isNull(row) && parsed.isNull(row);
    }

    @Override
    public String getString(int row) {
      if (!stats.isNull(row)) {
        return stats.getString(row);
      }
      return parsed.isNull(row) ? null : toJson(parsed, row);
    }
  }
}
