package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Schemas as bytes, big-endian as {@link java.io.DataInput} reads them.
 *
 * <pre>
 * schema: i32 count, field*
 * field:  i32 length, UTF-8 name, u8 nullable, u8 tag, parameters, i32 count, field* (children)
 * </pre>
 *
 * A type's parameters follow its tag: see {@link #readType}. A map's children are its key and its
 * value; the struct of entries that Arrow puts between is left out.
 */
final class SchemaCodec {
  private static final int NULL = 0;
  private static final int BOOL = 1;
  private static final int INT = 2;
  private static final int FLOATING = 3;
  private static final int DECIMAL = 4;
  private static final int UTF8 = 5;
  private static final int BINARY = 6;
  private static final int FIXED_SIZE_BINARY = 7;
  private static final int DATE = 8;
  private static final int TIME = 9;
  private static final int TIMESTAMP = 10;
  private static final int DURATION = 11;
  private static final int INTERVAL = 12;
  private static final int LIST = 13;
  private static final int FIXED_SIZE_LIST = 14;
  private static final int STRUCT = 15;
  private static final int MAP = 16;
  private static final int VARIANT = 17;

  private static final List<ArrowType.TimeUnit> UNITS = List.of(ArrowType.TimeUnit.values());
  private static final List<ArrowType.Layout> LAYOUTS = List.of(ArrowType.Layout.values());
  private static final List<ArrowType.Interval.Unit> INTERVALS =
      List.of(ArrowType.Interval.Unit.values());

  private SchemaCodec() {}

  static List<ArrowField> decode(byte[] schema) {
    try {
      return readFields(new DataInputStream(new ByteArrayInputStream(schema)));
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Kind.INTERNAL, "The engine's schema ends too early.");
    }
  }

  private static List<ArrowField> readFields(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<ArrowField> fields = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = readText(in, in.readInt());
      boolean nullable = in.readBoolean();
      fields.add(new ArrowField(name, readType(in), nullable));
    }
    return List.copyOf(fields);
  }

  private static ArrowType readType(DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case LIST -> {
        boolean large = in.readBoolean();
        yield new ArrowType.ListOf(readFields(in).get(0), large, -1);
      }
      case FIXED_SIZE_LIST -> {
        int size = in.readInt();
        yield new ArrowType.ListOf(readFields(in).get(0), false, size);
      }
      case STRUCT -> new ArrowType.Struct(readFields(in));
      case MAP -> {
        List<ArrowField> entry = readFields(in);
        yield new ArrowType.MapOf(entry.get(0), entry.get(1));
      }
      default -> {
        ArrowType type = readSimpleType(in, tag);
        readFields(in);
        yield type;
      }
    };
  }

  private static ArrowType readSimpleType(DataInputStream in, int tag) throws IOException {
    return switch (tag) {
      case NULL -> new ArrowType.Null();
      case BOOL -> new ArrowType.Bool();
      case INT -> new ArrowType.Int(in.readUnsignedByte(), in.readBoolean());
      case FLOATING -> new ArrowType.Floating(in.readUnsignedByte());
      case DECIMAL ->
          new ArrowType.Decimal(in.readUnsignedShort(), in.readUnsignedByte(), in.readByte());
      case UTF8 -> new ArrowType.Utf8(LAYOUTS.get(in.readUnsignedByte()));
      case BINARY -> new ArrowType.Binary(LAYOUTS.get(in.readUnsignedByte()));
      case FIXED_SIZE_BINARY -> new ArrowType.FixedSizeBinary(in.readInt());
      case DATE -> new ArrowType.Date(in.readBoolean());
      case TIME -> new ArrowType.Time(UNITS.get(in.readUnsignedByte()));
      case TIMESTAMP -> {
        ArrowType.TimeUnit unit = UNITS.get(in.readUnsignedByte());
        int length = in.readInt();
        yield new ArrowType.Timestamp(unit, length < 0 ? null : readText(in, length));
      }
      case DURATION -> new ArrowType.Duration(UNITS.get(in.readUnsignedByte()));
      case INTERVAL -> new ArrowType.Interval(INTERVALS.get(in.readUnsignedByte()));
      case VARIANT -> new ArrowType.Variant();
      default ->
          throw new EngineException(
              EngineException.Kind.INTERNAL, "The engine's schema has a type with tag " + tag);
    };
  }

  private static String readText(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, UTF_8);
  }

  static byte[] encode(List<ArrowField> schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writeFields(new DataOutputStream(bytes), schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeFields(DataOutputStream out, List<ArrowField> fields)
      throws IOException {
    out.writeInt(fields.size());
    for (ArrowField field : fields) {
      writeText(out, field.name());
      out.writeBoolean(field.nullable());
      writeFields(out, writeType(out, field.type()));
    }
  }

  /** Writes tag and parameters; returns the children that are to follow. */
  private static List<ArrowField> writeType(DataOutputStream out, ArrowType type)
      throws IOException {
    if (type instanceof ArrowType.Null) {
      out.writeByte(NULL);
    } else if (type instanceof ArrowType.Bool) {
      out.writeByte(BOOL);
    } else if (type instanceof ArrowType.Int integer) {
      out.writeByte(INT);
      out.writeByte(integer.bits());
      out.writeBoolean(integer.signed());
    } else if (type instanceof ArrowType.Floating floating) {
      out.writeByte(FLOATING);
      out.writeByte(floating.bits());
    } else if (type instanceof ArrowType.Decimal decimal) {
      out.writeByte(DECIMAL);
      out.writeShort(decimal.bits());
      out.writeByte(decimal.precision());
      out.writeByte(decimal.scale());
    } else if (type instanceof ArrowType.Utf8 utf8) {
      out.writeByte(UTF8);
      out.writeByte(LAYOUTS.indexOf(utf8.layout()));
    } else if (type instanceof ArrowType.Binary binary) {
      out.writeByte(BINARY);
      out.writeByte(LAYOUTS.indexOf(binary.layout()));
    } else if (type instanceof ArrowType.FixedSizeBinary binary) {
      out.writeByte(FIXED_SIZE_BINARY);
      out.writeInt(binary.width());
    } else if (type instanceof ArrowType.Date date) {
      out.writeByte(DATE);
      out.writeBoolean(date.milliseconds());
    } else if (type instanceof ArrowType.Time time) {
      out.writeByte(TIME);
      out.writeByte(UNITS.indexOf(time.unit()));
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      out.writeByte(TIMESTAMP);
      out.writeByte(UNITS.indexOf(timestamp.unit()));
      if (timestamp.zone() == null) {
        out.writeInt(-1);
      } else {
        writeText(out, timestamp.zone());
      }
    } else if (type instanceof ArrowType.Duration duration) {
      out.writeByte(DURATION);
      out.writeByte(UNITS.indexOf(duration.unit()));
    } else if (type instanceof ArrowType.Interval interval) {
      out.writeByte(INTERVAL);
      out.writeByte(INTERVALS.indexOf(interval.unit()));
    } else if (type instanceof ArrowType.Variant) {
      out.writeByte(VARIANT);
    } else {
      return writeNestedType(out, type);
    }
    return List.of();
  }

  private static List<ArrowField> writeNestedType(DataOutputStream out, ArrowType type)
      throws IOException {
    if (type instanceof ArrowType.ListOf list && list.fixedSize() >= 0) {
      out.writeByte(FIXED_SIZE_LIST);
      out.writeInt(list.fixedSize());
      return List.of(list.element());
    } else if (type instanceof ArrowType.ListOf list) {
      out.writeByte(LIST);
      out.writeBoolean(list.large());
      return List.of(list.element());
    } else if (type instanceof ArrowType.MapOf map) {
      out.writeByte(MAP);
      return List.of(map.key(), map.value());
    }
    out.writeByte(STRUCT);
    return ((ArrowType.Struct) type).fields();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
