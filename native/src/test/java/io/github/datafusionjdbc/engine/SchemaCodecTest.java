package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.engine.ArrowType.Interval;
import io.github.datafusionjdbc.engine.ArrowType.Layout;
import io.github.datafusionjdbc.engine.ArrowType.TimeUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaCodecTest {
  private static ArrowField field(String name, ArrowType type) {
    return new ArrowField(name, type, true);
  }

  private static List<ArrowType> simpleTypes() {
    List<ArrowType> types =
        new ArrayList<>(
            List.of(
                new ArrowType.Null(),
                new ArrowType.Bool(),
                new ArrowType.Int(8, true),
                new ArrowType.Int(64, false),
                new ArrowType.Floating(16),
                new ArrowType.Floating(64),
                new ArrowType.Decimal(128, 38, -3),
                new ArrowType.Decimal(256, 76, 76),
                new ArrowType.FixedSizeBinary(1_000_000),
                new ArrowType.Date(false),
                new ArrowType.Date(true),
                new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Europe/Zürich"),
                new ArrowType.Variant()));
    for (Layout layout : Layout.values()) {
      types.add(new ArrowType.Utf8(layout));
      types.add(new ArrowType.Binary(layout));
    }
    for (TimeUnit unit : TimeUnit.values()) {
      types.add(new ArrowType.Time(unit));
      types.add(new ArrowType.Timestamp(unit, null));
      types.add(new ArrowType.Duration(unit));
    }
    for (Interval.Unit unit : Interval.Unit.values()) {
      types.add(new ArrowType.Interval(unit));
    }
    return types;
  }

  @Test
  void readsWhatItWroteForEveryType() {
    List<ArrowField> fields = new ArrayList<>();
    for (ArrowType type : simpleTypes()) {
      fields.add(field("żółw " + type, type));
      fields.add(new ArrowField("", new ArrowType.ListOf(field("item", type), true, -1), false));
    }
    ArrowType struct = new ArrowType.Struct(List.copyOf(fields));
    List<ArrowField> schema =
        List.of(
            field("struct", struct),
            field("list", new ArrowType.ListOf(field("item", struct), false, -1)),
            field("fixed", new ArrowType.ListOf(field("item", new ArrowType.Bool()), false, 3)),
            field(
                "map",
                new ArrowType.MapOf(
                    new ArrowField("key", new ArrowType.Utf8(Layout.VIEW), false),
                    field("value", struct))),
            field("empty", new ArrowType.Struct(List.of())));
    assertThat(SchemaCodec.decode(SchemaCodec.encode(schema))).isEqualTo(schema);
    assertThat(SchemaCodec.decode(SchemaCodec.encode(List.of()))).isEmpty();
  }

  @Test
  void refusesATruncatedSchemaAndAnUnknownType() {
    byte[] schema = SchemaCodec.encode(List.of(field("a", new ArrowType.Int(32, true))));
    for (int length = 0; length < schema.length; length++) {
      byte[] truncated = Arrays.copyOf(schema, length);
      assertThatThrownBy(() -> SchemaCodec.decode(truncated))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("too early");
    }
    schema[10] = 99;
    assertThatThrownBy(() -> SchemaCodec.decode(schema))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("99");
  }
}
