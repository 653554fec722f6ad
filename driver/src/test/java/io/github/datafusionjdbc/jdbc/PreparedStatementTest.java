package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.Database;
import io.github.datafusionjdbc.NativeLeakCheck;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setter, read back through {@code select ?}. */
@ExtendWith(NativeLeakCheck.class)
class PreparedStatementTest {
  @RegisterExtension static final Database DATABASE = new Database();

  /** Sets parameter 1. */
  @FunctionalInterface
  private interface Setter {
    void set(PreparedStatement statement) throws SQLException;
  }

  private static Object echoed(Setter setter, Class<?> type) throws SQLException {
    try (PreparedStatement statement = DATABASE.connection().prepareStatement("select ?")) {
      setter.set(statement);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).isTrue();
        return type == null ? result.getObject(1) : result.getObject(1, type);
      }
    }
  }

  @Test
  void primitivesComeBackWithTheirTypes() throws SQLException {
    assertThat(echoed(s -> s.setBoolean(1, true), null)).isEqualTo(true);
    assertThat(echoed(s -> s.setByte(1, Byte.MIN_VALUE), null)).isEqualTo(-128);
    assertThat(echoed(s -> s.setShort(1, Short.MAX_VALUE), null)).isEqualTo(32767);
    assertThat(echoed(s -> s.setInt(1, Integer.MIN_VALUE), null)).isEqualTo(Integer.MIN_VALUE);
    assertThat(echoed(s -> s.setLong(1, Long.MAX_VALUE), null)).isEqualTo(Long.MAX_VALUE);
    assertThat(echoed(s -> s.setFloat(1, 1.5f), null)).isEqualTo(1.5f);
    assertThat(echoed(s -> s.setDouble(1, Double.MIN_VALUE), null)).isEqualTo(Double.MIN_VALUE);
    assertThat(echoed(s -> s.setDouble(1, Double.NaN), null)).isEqualTo(Double.NaN);
  }

  @Test
  void objectsComeBackWithTheirValues() throws SQLException {
    BigDecimal decimal = new BigDecimal("-12345678901234567890.123456789");
    assertThat(echoed(s -> s.setBigDecimal(1, decimal), null)).isEqualTo(decimal);
    assertThat(echoed(s -> s.setString(1, "ü \uD83D\uDE00 '"), null)).isEqualTo("ü \uD83D\uDE00 '");
    assertThat((byte[]) echoed(s -> s.setBytes(1, new byte[] {0, -1}), null))
        .containsExactly(0, 255);
    assertThat(echoed(s -> s.setObject(1, new BigInteger("7")), null))
        .isEqualTo(new BigDecimal("7"));
    assertThat(echoed(s -> s.setObject(1, 'c'), null)).isEqualTo("c");
    UUID uuid = new UUID(1, 2);
    assertThat(echoed(s -> s.setObject(1, uuid), UUID.class)).isEqualTo(uuid);
    assertThat(echoed(s -> s.setString(1, null), null)).isNull();
    assertThat(echoed(s -> s.setNull(1, Types.INTEGER), null)).isNull();
    assertThat(echoed(s -> s.setObject(1, null), null)).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "BOOLEAN, boolean",
    "TINYINT, tinyint",
    "SMALLINT, smallint",
    "INTEGER, integer",
    "BIGINT, bigint",
    "REAL, real",
    "DOUBLE, double",
    "DECIMAL, decimal",
    "VARCHAR, varchar",
    "VARBINARY, varbinary",
    "DATE, date",
    "TIME, time",
    "TIMESTAMP, timestamp",
    "TIMESTAMP_WITH_TIMEZONE, timestamp with time zone"
  })
  void aTypedNullHasItsTypeWhereTheEngineInfersNone(JDBCType type, String name)
      throws SQLException {
    for (Setter setter :
        List.<Setter>of(
            s -> s.setNull(1, type.getVendorTypeNumber()), s -> s.setObject(1, null, type))) {
      try (PreparedStatement statement = DATABASE.connection().prepareStatement("select ?")) {
        setter.set(statement);
        try (ResultSet result = statement.executeQuery()) {
          assertThat(result.getMetaData().getColumnTypeName(1)).isEqualTo(name);
          assertThat(result.next()).isTrue();
          assertThat(result.getObject(1)).isNull();
          assertThat(result.wasNull()).isTrue();
        }
      }
    }
  }

  @Test
  void theInferredTypeWinsOverThatOfANull() throws SQLException {
    try (PreparedStatement statement =
        DATABASE.connection().prepareStatement("select 'x' where 1 = ? or ? is null")) {
      statement.setNull(1, Types.VARCHAR);
      statement.setNull(2, Types.DATE);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).isTrue();
      }
    }
  }

  @Test
  void aCalendarIsTheWallClockThatItShows() throws SQLException {
    ZonedDateTime shown = ZonedDateTime.parse("2024-02-29T12:34:56+09:00[Asia/Tokyo]");
    Calendar calendar = GregorianCalendar.from(shown);
    assertThat(echoed(s -> s.setObject(1, calendar), LocalDateTime.class))
        .isEqualTo(shown.toLocalDateTime());
  }

  @Test
  void anInstantBeyondAllTimestampsIsOutOfRange() {
    assertThatThrownBy(() -> echoed(s -> s.setObject(1, Instant.MAX), null))
        .isInstanceOf(SQLDataException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22003");
  }

  @Test
  void datesAndTimesComeBackToTheMicrosecond() throws SQLException {
    Date date = Date.valueOf("1582-10-04");
    assertThat(echoed(s -> s.setDate(1, date), null)).isEqualTo(date);
    Time time = Time.valueOf("23:59:58");
    assertThat(echoed(s -> s.setTime(1, time), Time.class)).isEqualTo(time);
    Timestamp timestamp = Timestamp.valueOf("2024-03-10 02:30:00.123456");
    assertThat(echoed(s -> s.setTimestamp(1, timestamp), null)).isEqualTo(timestamp);

    LocalDate localDate = LocalDate.parse("0001-01-01");
    assertThat(echoed(s -> s.setObject(1, localDate), LocalDate.class)).isEqualTo(localDate);
    LocalTime localTime = LocalTime.parse("10:11:12.123456789");
    assertThat(echoed(s -> s.setObject(1, localTime), LocalTime.class)).isEqualTo(localTime);
    LocalDateTime dateTime = LocalDateTime.parse("1988-04-03T01:30:00.000001");
    assertThat(echoed(s -> s.setObject(1, dateTime), LocalDateTime.class)).isEqualTo(dateTime);
    OffsetDateTime offset = OffsetDateTime.parse("2024-07-01T00:30:00.5+02:00");
    assertThat(((OffsetDateTime) echoed(s -> s.setObject(1, offset), OffsetDateTime.class)))
        .isEqualTo(offset);
    Instant instant = Instant.parse("9999-12-31T23:59:59.999999Z");
    assertThat(echoed(s -> s.setObject(1, instant), Instant.class)).isEqualTo(instant);
    ZonedDateTime zoned = ZonedDateTime.parse("2024-07-01T00:30:00+09:00[Asia/Tokyo]");
    assertThat(echoed(s -> s.setObject(1, zoned), Instant.class)).isEqualTo(zoned.toInstant());
    Period period = Period.of(1, 2, 3);
    assertThat(echoed(s -> s.setObject(1, period), Period.class)).isEqualTo(period);
    Duration duration = Duration.ofSeconds(90, 5);
    assertThat(echoed(s -> s.setObject(1, duration), Duration.class)).isEqualTo(duration);
  }

  @Test
  void streamsAreReadWhenTheyAreSet() throws SQLException {
    byte[] bytes = {1, 2, 3};
    assertThat((byte[]) echoed(s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes)), null))
        .isEqualTo(bytes);
    assertThat((byte[]) echoed(s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 2), null))
        .containsExactly(1, 2);
    assertThat(echoed(s -> s.setCharacterStream(1, new StringReader("äö")), null)).isEqualTo("äö");
    assertThat(echoed(s -> s.setClob(1, new StringReader("abc"), 2), null)).isEqualTo("ab");
    assertThatThrownBy(() -> echoed(s -> s.setCharacterStream(1, new StringReader("a"), 5), null))
        .hasMessage("the stream given as parameter ended after 1 of 5");
  }

  @Test
  void targetTypesConvertAndCheckTheRange() throws SQLException {
    assertThat(echoed(s -> s.setObject(1, "12", Types.INTEGER), null)).isEqualTo(12);
    assertThat(echoed(s -> s.setObject(1, 12, Types.VARCHAR), null)).isEqualTo("12");
    assertThat(echoed(s -> s.setObject(1, "1.256", Types.DECIMAL, 2), null))
        .isEqualTo(new BigDecimal("1.26"));
    assertThat(echoed(s -> s.setObject(1, "2024-01-31", Types.DATE), LocalDate.class))
        .isEqualTo(LocalDate.parse("2024-01-31"));
    assertThatThrownBy(() -> echoed(s -> s.setObject(1, 300, Types.TINYINT), null))
        .isInstanceOf(SQLDataException.class)
        .hasMessage("value 300 is out of range for byte");
    assertThatThrownBy(() -> echoed(s -> s.setObject(1, "x", Types.BIGINT), null))
        .isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> echoed(s -> s.setObject(1, new Object()), null))
        .isInstanceOf(SQLDataException.class)
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void arraysComeBackWithTheirElements() throws SQLException {
    Connection connection = DATABASE.connection();
    assertThat(
            echoed(
                s -> s.setArray(1, connection.createArrayOf("int", new Object[] {1, null, "3"})),
                Integer[].class))
        .isEqualTo(new Integer[] {1, null, 3});
    assertThat(echoed(s -> s.setObject(1, new String[] {"a", "b"}), String[].class))
        .isEqualTo(new String[] {"a", "b"});
    assertThatThrownBy(() -> connection.createArrayOf("money", new Object[] {1}))
        .hasMessageContaining("no element type \"money\"; allowed: bigint,");
  }

  @Test
  void aTimestampOfJavaSqlIsAnInstantWhereItMeetsOne() throws SQLException {
    String sql = "select arrow_cast('2024-07-01T22:30:00Z', 'Timestamp(µs, \"UTC\")') = ? x";
    try (PreparedStatement statement = DATABASE.connection().prepareStatement(sql)) {
      statement.setTimestamp(1, Timestamp.from(Instant.parse("2024-07-01T22:30:00Z")));
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        assertThat(result.getBoolean(1)).isTrue();
      }
    }
  }

  @Test
  void executesManyTimesWithOtherValues() throws SQLException {
    try (PreparedStatement statement =
        DATABASE.connection().prepareStatement("select ? + 1 as n where ? > 0")) {
      for (long i = 1; i < 50; i++) {
        statement.setLong(1, i);
        statement.setLong(2, i % 2);
        try (ResultSet result = statement.executeQuery()) {
          assertThat(result.next()).isEqualTo(i % 2 == 1);
          if (i % 2 == 1) {
            assertThat(result.getLong("n")).isEqualTo(i + 1);
          }
        }
      }
    }
  }

  @Test
  void aPlanUsedAgainDoesNotKeepTheTimeOfItsFirstExecution() throws Exception {
    try (PreparedStatement statement =
        DATABASE.connection().prepareStatement("select now() as t, ? as x")) {
      Instant first = now(statement);
      Instant before = Instant.now();
      assertThat(now(statement)).isAfter(first).isAfterOrEqualTo(before.minusMillis(1));
    }
  }

  private static Instant now(PreparedStatement statement) throws SQLException {
    statement.setInt(1, 1);
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getObject("t", Instant.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "a\ude00b", "\ude00\ud83d"})
  void halfACharacterIsRefused(String text) throws SQLException {
    try (PreparedStatement statement = DATABASE.connection().prepareStatement("select ?")) {
      assertThatThrownBy(() -> statement.setString(1, text))
          .isInstanceOf(SQLDataException.class)
          .hasMessageContaining("surrogate")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("22021");
      statement.setString(1, "\ud83d\ude00");
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        assertThat(result.getString(1)).isEqualTo("\ud83d\ude00");
      }
    }
  }

  @Test
  void aMissingValueIsNamed() throws SQLException {
    try (PreparedStatement statement = DATABASE.connection().prepareStatement("select ?, ?")) {
      statement.setInt(1, 1);
      assertThatThrownBy(statement::executeQuery)
          .hasMessage("parameter 2 has no value: set every parameter before executing")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("07001");
      statement.setInt(2, 1);
      statement.executeQuery().close();
      statement.clearParameters();
      assertThatThrownBy(statement::executeQuery).hasMessageStartingWith("parameter 1");
      assertThatThrownBy(() -> statement.setInt(3, 1))
          .hasMessage("parameter index 3 is out of range: the statement has parameters 1 to 2");
      assertThatThrownBy(() -> statement.executeQuery("select 1")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void describesResultAndParametersBeforeItIsExecuted() throws SQLException {
    try (PreparedStatement statement =
        DATABASE.connection().prepareStatement("select 1 as a, 'x' as b where 5 > ?")) {
      assertThat(statement.getMetaData().getColumnCount()).isEqualTo(2);
      assertThat(statement.getMetaData().getColumnTypeName(2)).isEqualTo("varchar");
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(1);
      assertThat(statement.getParameterMetaData().getParameterType(1)).isEqualTo(Types.BIGINT);
    }
  }

  @Test
  void aQueryIsNoUpdateAndNoPartOfABatch() throws SQLException {
    try (PreparedStatement statement = DATABASE.connection().prepareStatement("select 1")) {
      assertThatThrownBy(statement::executeUpdate).hasMessageContaining("executeQuery");
      statement.addBatch();
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class, e -> assertThat(e.getLargeUpdateCounts()).isEmpty());
    }
  }

  @Test
  void parametersInAPlainStatementAreRefused() throws SQLException {
    try (var statement = DATABASE.connection().createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("select ?"))
          .hasMessageContaining("PreparedStatement");
    }
  }
}
