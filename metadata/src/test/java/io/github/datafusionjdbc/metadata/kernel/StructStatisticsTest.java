package io.github.datafusionjdbc.metadata.kernel;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.github.datafusionjdbc.engine.CancelToken;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.ResultStream;
import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.metadata.TestWarehouse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Statistics as a struct, made by the engine, and the JSON that they become. */
class StructStatisticsTest {
  private static final StructType ADD = new StructType().add("stats", StringType.STRING);

  /** The JSON made of an add action with these SQL expressions. */
  private static String json(StructType dataSchema, String stats, String parsed) {
    String sql = "SELECT named_struct('stats', " + stats + ", 'stats_parsed', " + parsed + ")";
    try (Engine engine = Engine.acquire(TestWarehouse.options(FEATURES));
        Session session = engine.openSession(Map.of());
        CancelToken token = new CancelToken();
        Plan plan = session.plan(sql, List.of(), token);
        ResultStream rows = plan.execute(Parameters.NONE, Map.of(), token)) {
      ColumnVector add = new StructStatistics(dataSchema).fill(rows.next().column(0), ADD, 0);
      ColumnVector filled = add.getChild(0);
      assertThat(filled.isNullAt(0)).isEqualTo(filled.getString(0) == null);
      return filled.getString(0);
    }
  }

  private static final String NO_JSON = "arrow_cast(NULL, 'Utf8')";

  private static String parsed(String minimum, String maximum, String nulls) {
    return "named_struct('numRecords', arrow_cast(3, 'Int64'), 'minValues', named_struct("
        + minimum
        + "), 'maxValues', named_struct("
        + maximum
        + "), 'nullCount', named_struct("
        + nulls
        + "), 'tightBounds', true)";
  }

  @Test
  void everyTypeIsWrittenAsTheLogWritesIt() {
    StructType schema =
        new StructType()
            .add("i", LongType.LONG)
            .add("i8", ByteType.BYTE)
            .add("f", FloatType.FLOAT)
            .add("dec", new DecimalType(38, 10))
            .add("s", StringType.STRING)
            .add("dt", DateType.DATE)
            .add("ts", TimestampType.TIMESTAMP)
            .add("tsn", TimestampNTZType.TIMESTAMP_NTZ)
            .add("st", new StructType().add("x", IntegerType.INTEGER))
            .add("b", BooleanType.BOOLEAN)
            .add("bin", BinaryType.BINARY)
            .add("arr", new ArrayType(IntegerType.INTEGER, true));
    String minimum =
        "'i', arrow_cast(-9223372036854775808, 'Int64'), 'i8', arrow_cast(-128, 'Int8'),"
            + " 'f', arrow_cast(0.1, 'Float32'),"
            + " 'dec', arrow_cast('-9999999999999999999999999999.0000000001',"
            + " 'Decimal128(38, 10)'),"
            + " 's', 'a\"\\ ☃', 'dt', DATE '0001-01-01',"
            + " 'ts', arrow_cast('0001-01-01T00:00:00Z', 'Timestamp(µs, \"UTC\")'),"
            + " 'tsn', arrow_cast('1969-12-31T23:59:59.999999', 'Timestamp(µs)'),"
            + " 'st', named_struct('x', arrow_cast(7, 'Int32'))";
    String maximum = minimum.replace("'0001-01-01T00:00:00Z'", "'9999-12-31T23:59:59.999999Z'");
    String nulls =
        "'i', arrow_cast(0, 'Int64'), 'i8', arrow_cast(1, 'Int64'), 'f', arrow_cast(2, 'Int64'),"
            + " 'dec', arrow_cast(NULL, 'Int64'), 's', arrow_cast(0, 'Int64'),"
            + " 'dt', arrow_cast(0, 'Int64'), 'ts', arrow_cast(0, 'Int64'),"
            + " 'tsn', arrow_cast(0, 'Int64'), 'st', named_struct('x', arrow_cast(3, 'Int64')),"
            + " 'b', arrow_cast(0, 'Int64'), 'bin', arrow_cast(0, 'Int64'),"
            + " 'arr', arrow_cast(1, 'Int64')";
    String bounds =
        "{\"i\":-9223372036854775808,\"i8\":-128,\"f\":0.1,"
            + "\"dec\":-9999999999999999999999999999.0000000001,"
            + "\"s\":\"a\\\"\\\\ ☃\",\"dt\":\"0001-01-01\",\"ts\":\"TIME\","
            + "\"tsn\":\"1969-12-31T23:59:59.999999\",\"st\":{\"x\":7}}";
    assertThat(json(schema, NO_JSON, parsed(minimum, maximum, nulls)))
        .isEqualTo(
            "{\"numRecords\":3,\"minValues\":"
                + bounds.replace("TIME", "0001-01-01T00:00:00.000000Z")
                + ",\"maxValues\":"
                + bounds.replace("TIME", "9999-12-31T23:59:59.999999Z")
                + ",\"nullCount\":{\"i\":0,\"i8\":1,\"f\":2,\"s\":0,\"dt\":0,\"ts\":0,\"tsn\":0,"
                + "\"st\":{\"x\":3},\"b\":0,\"bin\":0,\"arr\":1},\"tightBounds\":true}");
  }

  @Test
  void aBoundThatIsNoNumberIsLeftOut() {
    StructType schema = new StructType().add("d", DoubleType.DOUBLE);
    assertThat(
            json(
                schema,
                NO_JSON,
                parsed(
                    "'d', arrow_cast('-inf', 'Float64')",
                    "'d', arrow_cast('NaN', 'Float64')",
                    "'d', arrow_cast(0, 'Int64')")))
        .isEqualTo(
            "{\"numRecords\":3,\"minValues\":{},\"maxValues\":{},\"nullCount\":{\"d\":0},"
                + "\"tightBounds\":true}");
  }

  @Test
  void jsonThatIsThereIsKept() {
    StructType schema = new StructType().add("d", DoubleType.DOUBLE);
    String bound = "'d', arrow_cast(1, 'Float64')";
    String parsed = parsed(bound, bound, "'d', arrow_cast(0, 'Int64')");
    assertThat(json(schema, "'{\"numRecords\":7}'", parsed)).isEqualTo("{\"numRecords\":7}");
  }

  @Test
  void aFileWithoutStatisticsHasNone() {
    StructType schema = new StructType().add("d", DoubleType.DOUBLE);
    String bound = "'d', arrow_cast(1, 'Float64')";
    String parsed = parsed(bound, bound, "'d', arrow_cast(0, 'Int64')");
    assertThat(json(schema, NO_JSON, "CASE WHEN random() > 2 THEN " + parsed + " END")).isNull();
  }
}
