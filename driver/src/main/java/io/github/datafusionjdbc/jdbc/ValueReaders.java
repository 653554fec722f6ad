package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import java.time.ZoneId;
import java.util.List;

/** Makes the reader for a type. */
final class ValueReaders {
  private ValueReaders() {}

  static ValueReader[] of(List<ArrowField> columns, ZoneId zone) {
    return columns.stream().map(field -> of(field.type(), zone)).toArray(ValueReader[]::new);
  }

  static ValueReader of(ArrowType type, ZoneId zone) {
    if (type instanceof ArrowType.Null) {
      return new NullReader(zone);
    } else if (type instanceof ArrowType.Bool) {
      return new NumberReaders.OfBoolean(zone);
    } else if (type instanceof ArrowType.Int integer) {
      if (integer.bits() == 64) {
        return integer.signed()
            ? new NumberReaders.OfLong(zone, true)
            : new NumberReaders.OfUnsignedLong(zone);
      }
      return new NumberReaders.OfLong(zone, integer.bits() == 32 && !integer.signed());
    } else if (type instanceof ArrowType.Floating floating) {
      return floating.bits() == 64
          ? new NumberReaders.OfDouble(zone)
          : new NumberReaders.OfFloat(zone);
    } else if (type instanceof ArrowType.Decimal) {
      return new NumberReaders.OfDecimal(zone);
    } else if (type instanceof ArrowType.Utf8 || type instanceof ArrowType.Variant) {
      return new TextReader(zone);
    } else if (type instanceof ArrowType.Binary || type instanceof ArrowType.FixedSizeBinary) {
      return new BytesReader(zone);
    } else if (type instanceof ArrowType.Date date) {
      return new TemporalReaders.OfDate(zone, date.milliseconds());
    } else if (type instanceof ArrowType.Time time) {
      return new TemporalReaders.OfTime(zone, time.unit());
    } else if (type instanceof ArrowType.Timestamp timestamp) {
      return timestamp.zone() == null
          ? new TemporalReaders.OfTimestamp(zone, timestamp.unit())
          : new TemporalReaders.OfInstant(zone, timestamp.unit());
    } else if (type instanceof ArrowType.Duration duration) {
      return new TemporalReaders.OfDuration(zone, duration.unit());
    } else if (type instanceof ArrowType.Interval) {
      return new TemporalReaders.OfInterval(zone);
    } else if (type instanceof ArrowType.ListOf list) {
      return new NestedReaders.OfList(zone, list);
    } else if (type instanceof ArrowType.Struct struct) {
      return new NestedReaders.OfStruct(zone, struct);
    } else if (type instanceof ArrowType.MapOf map) {
      return new NestedReaders.OfMap(zone, map);
    }
    throw new IllegalArgumentException("no reader for type " + type);
  }

  /** A column of the type Null. */
  private static final class NullReader extends ValueReader {
    NullReader(ZoneId zone) {
      super(zone);
    }

    @Override
    boolean isNull(int row) {
      return true;
    }

    @Override
    Object value(int row) {
      throw new IllegalStateException("every row is null");
    }
  }

  /** Texts and variants, which are JSON text. */
  private static final class TextReader extends ValueReader {
    TextReader(ZoneId zone) {
      super(zone);
    }

    @Override
    Object value(int row) {
      return column().getString(row);
    }

    @Override
    String getString(int row) {
      return column().getString(row);
    }
  }

  private static final class BytesReader extends ValueReader {
    BytesReader(ZoneId zone) {
      super(zone);
    }

    @Override
    Object value(int row) {
      return column().getBytes(row);
    }

    @Override
    byte[] getBytes(int row) {
      return column().getBytes(row);
    }
  }
}
