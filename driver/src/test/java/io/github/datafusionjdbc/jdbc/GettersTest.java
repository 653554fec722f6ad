package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.Database;
import io.github.datafusionjdbc.NativeLeakCheck;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Calendar;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each conversion of JDBC 4.3 table B-6, by index and by label, at the edges of its range. */
@ExtendWith(NativeLeakCheck.class)
class GettersTest {
  @RegisterExtension static final Database DATABASE = new Database();

  /** One getter. */
  @FunctionalInterface
  private interface Getter {
    Object get(ResultSet row) throws SQLException;
  }

  private static void assertOutOfRange(ResultSet row, Getter getter) {
    assertThatThrownBy(() -> getter.get(row))
        .isInstanceOf(SQLDataException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22003");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // SQL type, smallest, largest, getObject's class
    "tinyint, -128, 127, java.lang.Integer",
    "smallint, -32768, 32767, java.lang.Integer",
    "int, -2147483648, 2147483647, java.lang.Integer",
    "bigint, -9223372036854775808, 9223372036854775807, java.lang.Long"
  })
  void integersKeepTheirExtremes(String type, String min, String max, String className)
      throws SQLException {
    String sql =
        "select cast('%s' as %s) lo, cast('%s' as %s) hi, cast(null as %s) n"
            .formatted(min, type, max, type, type);
    DATABASE.row(
        sql,
        row -> {
          assertThat(row.getLong("lo")).isEqualTo(Long.parseLong(min));
          assertThat(row.getLong(2)).isEqualTo(Long.parseLong(max));
          assertThat(row.getString("lo")).isEqualTo(min);
          assertThat(row.getBigDecimal("hi")).isEqualTo(new BigDecimal(max));
          assertThat(row.getDouble("hi")).isEqualTo(Double.parseDouble(max));
          assertThat(row.getObject("hi").getClass().getName()).isEqualTo(className);
          assertThat(row.getMetaData().getColumnClassName(2)).isEqualTo(className);
          assertThat(row.getObject("hi", BigInteger.class)).isEqualTo(new BigInteger(max));
          assertThat(row.getBoolean("hi")).isTrue();
          assertThat(row.wasNull()).isFalse();
          assertThat(row.getLong("n")).isZero();
          assertThat(row.wasNull()).isTrue();
          assertThat(row.getObject("n")).isNull();
        });
  }

  @Test
  void narrowGettersRefuseWhatDoesNotFit() throws SQLException {
    DATABASE.row(
        "select 128 a, 32768 b, 2147483648 c, 1e300 d, cast(3.9 as double) e",
        row -> {
          assertOutOfRange(row, r -> r.getByte(1));
          assertThat(row.getShort(1)).isEqualTo((short) 128);
          assertOutOfRange(row, r -> r.getShort(2));
          assertThat(row.getInt(2)).isEqualTo(32768);
          assertOutOfRange(row, r -> r.getInt(3));
          assertOutOfRange(row, r -> r.getLong(4));
          assertOutOfRange(row, r -> r.getFloat(4));
          assertThat(row.getInt(5)).as("a fraction is cut off").isEqualTo(3);
        });
  }

  @Test
  void nanAndInfinityAreNumbersOfFloatingTypesOnly() throws SQLException {
    DATABASE.row(
        "select cast('NaN' as double) a, cast('-Infinity' as real) b",
        row -> {
          assertThat(row.getDouble("a")).isNaN();
          assertThat(row.getFloat("a")).isNaN();
          assertThat(row.getFloat("b")).isEqualTo(Float.NEGATIVE_INFINITY);
          assertThat(row.getDouble("b")).isEqualTo(Double.NEGATIVE_INFINITY);
          assertThat(row.getObject("b")).isEqualTo(Float.NEGATIVE_INFINITY);
          assertThat(row.getMetaData().getColumnType(2)).isEqualTo(Types.REAL);
          assertOutOfRange(row, r -> r.getLong("a"));
          assertOutOfRange(row, r -> r.getInt("b"));
          assertOutOfRange(row, r -> r.getBigDecimal("a"));
        });
  }

  @Test
  void aNullIsZeroAndNotNanForEveryPrimitive() throws SQLException {
    DATABASE.row(
        "select cast(null as double) d, cast(null as boolean) b, cast(null as varchar) s",
        row -> {
          assertThat(row.getDouble(1)).isZero();
          assertThat(row.getFloat(1)).isZero();
          assertThat(row.getByte(1)).isZero();
          assertThat(row.getShort(1)).isZero();
          assertThat(row.getInt(1)).isZero();
          assertThat(row.getBoolean(2)).isFalse();
          assertThat(row.wasNull()).isTrue();
          assertThat(row.getString(3)).isNull();
          assertThat(row.getDate(3)).isNull();
          assertThat(row.getBytes(3)).isNull();
          assertThat(row.getCharacterStream(3)).isNull();
          assertThat(row.getObject(3, UUID.class)).isNull();
        });
  }

  @Test
  void unsignedIntegersDoNotWrap() throws SQLException {
    DATABASE.row(
        "select arrow_cast('18446744073709551615', 'UInt64') a, arrow_cast(4294967295, 'UInt32') b,"
            + " arrow_cast(255, 'UInt8') c",
        row -> {
          assertThat(row.getString(1)).isEqualTo("18446744073709551615");
          assertThat(row.getObject(1)).isEqualTo(new BigDecimal("18446744073709551615"));
          assertThat(row.getBigDecimal(1)).isEqualTo(new BigDecimal("18446744073709551615"));
          assertThat(row.getDouble(1)).isEqualTo(0x1p64);
          assertOutOfRange(row, r -> r.getLong(1));
          assertThat(row.getObject(2)).isEqualTo(4294967295L);
          assertOutOfRange(row, r -> r.getInt(2));
          assertThat(row.getObject(3)).isEqualTo(255);
          assertOutOfRange(row, r -> r.getByte(3));
          assertThat(row.getMetaData().isSigned(1)).isFalse();
        });
  }

  @Test
  void decimalsKeepTheirScale() throws SQLException {
    DATABASE.row(
        "select cast('-9999999999999999999999999999.0000000001' as decimal(38,10)) a,"
            + " cast('1.50' as decimal(9,2)) b",
        row -> {
          BigDecimal exact = new BigDecimal("-9999999999999999999999999999.0000000001");
          assertThat(row.getBigDecimal("a")).isEqualTo(exact);
          assertThat(row.getObject("a")).isEqualTo(exact);
          assertThat(row.getString("a")).isEqualTo(exact.toPlainString());
          assertOutOfRange(row, r -> r.getLong("a"));
          assertThat(row.getString("b")).isEqualTo("1.50");
          assertThat(row.getInt("b")).isEqualTo(1);
          assertThat(row.getMetaData().getPrecision(1)).isEqualTo(38);
          assertThat(row.getMetaData().getScale(1)).isEqualTo(10);
          assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("decimal");
        });
  }

  @Test
  void textsAreReadAsWhatTheySay() throws SQLException {
    DATABASE.row(
        "select ' 42 ' n, 'true' b, '2024-02-29 10:11:12.5' ts, 'x' x,"
            + " '00000000-0000-0001-0000-000000000002' u, 'http://example.com/a' l",
        row -> {
          assertThat(row.getInt("n")).isEqualTo(42);
          assertThat(row.getDouble("n")).isEqualTo(42.0);
          assertThat(row.getBoolean("b")).isTrue();
          assertThat(row.getTimestamp("ts").toString()).isEqualTo("2024-02-29 10:11:12.5");
          assertThat(row.getDate("ts").toString()).isEqualTo("2024-02-29");
          assertThat(row.getTime("ts").toString()).isEqualTo("10:11:12");
          assertThat(row.getObject("u", UUID.class)).isEqualTo(new UUID(1, 2));
          assertThat(row.getURL("l").getHost()).isEqualTo("example.com");
          assertThatThrownBy(() -> row.getInt("x"))
              .isInstanceOf(SQLDataException.class)
              .hasMessage("\"x\" cannot be read as int");
          assertThatThrownBy(() -> row.getDate("x")).isInstanceOf(SQLDataException.class);
          assertThatThrownBy(() -> row.getBoolean("x")).isInstanceOf(SQLDataException.class);
        });
  }

  @Test
  void textsOfAnyUnicodeComeWhole() throws SQLException {
    DATABASE.row(
        "select 'snowman \u2603 \uD83D\uDE00' a, '' b",
        row -> {
          assertThat(row.getString("a")).isEqualTo("snowman \u2603 \uD83D\uDE00");
          assertThat(row.getNString("a")).isEqualTo(row.getString("a"));
          assertThat(row.getBytes("a"))
              .isEqualTo(row.getString("a").getBytes(StandardCharsets.UTF_8));
          assertThat(row.getString("b")).isEmpty();
          assertThat(row.wasNull()).isFalse();
          assertThat(characters(row.getCharacterStream("a"))).isEqualTo(row.getString("a"));
          assertThat(row.getClob("a").getSubString(1, 7)).isEqualTo("snowman");
        });
  }

  private static String characters(Reader reader) {
    StringBuilder text = new StringBuilder();
    try {
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        text.append((char) c);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return text.toString();
  }

  @Test
  void aClassGivesWhatItsGetterGives() throws SQLException {
    DATABASE.row(
        "select 'http://example.com/a' t, X'00ff' b, timestamp '2024-02-29 10:11:12.5' ts",
        row -> {
          assertThat(row.getObject("t", URL.class)).hasToString(row.getString("t"));
          assertThat(row.getObject("t", Clob.class).getSubString(1, 4)).isEqualTo("http");
          assertThat(characters(row.getObject("t", Reader.class))).isEqualTo(row.getString("t"));
          assertThat(row.getObject("t", byte[].class)).isEqualTo(row.getBytes("t"));
          assertThat(row.getObject("b", Blob.class).getBytes(1, 2)).isEqualTo(row.getBytes("b"));
          assertThat(row.getObject("ts", Calendar.class).toInstant())
              .isEqualTo(Instant.parse("2024-02-29T10:11:12.5Z"));
        });
  }

  @Test
  @SuppressWarnings("deprecation") // of java.sql.ResultSet
  void aScaleBeyondAnyTypeIsOutOfRange() throws SQLException {
    DATABASE.row(
        "select 1.5",
        row -> {
          assertThat(row.getBigDecimal(1, 0)).isEqualTo("2");
          assertOutOfRange(row, r -> r.getBigDecimal(1, Integer.MAX_VALUE));
          assertOutOfRange(row, r -> r.getBigDecimal(1, Integer.MIN_VALUE));
        });
  }

  @Test
  void bytesAreShownInHexadecimal() throws SQLException {
    DATABASE.row(
        "select X'00ff10' a, X'' b",
        row -> {
          assertThat(row.getBytes("a")).containsExactly(0, 255, 16);
          assertThat(row.getString("a")).isEqualTo("00ff10");
          assertThat((byte[]) row.getObject("a")).containsExactly(0, 255, 16);
          assertThat(row.getBlob("a").length()).isEqualTo(3);
          assertThat(row.getBinaryStream("a")).hasBinaryContent(new byte[] {0, (byte) 255, 16});
          assertThat(row.getBytes("b")).isEmpty();
          assertThatThrownBy(() -> row.getInt("a")).isInstanceOf(SQLDataException.class);
        });
  }

  @Test
  void aTypeThatDoesNotConvertSaysWhatItIs() throws SQLException {
    DATABASE.row(
        "select date '2024-01-31' d",
        row ->
            assertThatThrownBy(() -> row.getInt("d"))
                .isInstanceOf(SQLDataException.class)
                .hasMessage("a value of type date cannot be read as int"));
  }

  @Test
  void anUntypedNullIsReadable() throws SQLException {
    DATABASE.row(
        "select null",
        row -> {
          assertThat(row.getObject(1)).isNull();
          assertThat(row.getInt(1)).isZero();
          assertThat(row.wasNull()).isTrue();
        });
  }
}
