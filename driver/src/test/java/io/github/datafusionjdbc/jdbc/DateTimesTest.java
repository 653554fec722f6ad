package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.Database;
import io.github.datafusionjdbc.NativeLeakCheck;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates and times in a JVM whose zone is America/St_Johns: half hours and midnight gaps. */
@ExtendWith(NativeLeakCheck.class)
class DateTimesTest {
  @RegisterExtension static final Database UTC = new Database();

  @RegisterExtension
  static final Database PARIS = new Database("jdbc:datafusion:?timezone=Europe/Paris");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01", // first of the common era
        "1582-10-04", // last Julian day of the hybrid calendar
        "1582-10-15", // its first Gregorian day
        "1900-02-28", // a leap year for the Julian calendar only
        "1988-04-03", // two hours are skipped after midnight in St. John's
        "2024-02-29", // a leap day
        "9999-12-31" // the last of four digits
      })
  void datesShowTheSameDayInEveryClass(String day) throws SQLException {
    UTC.row(
        "select date '" + day + "' d",
        row -> {
          assertThat(row.getString("d")).isEqualTo(day);
          assertThat(row.getObject(1, LocalDate.class)).isEqualTo(LocalDate.parse(day));
          assertThat(row.getDate("d").toString()).isEqualTo(day);
          assertThat(row.getObject("d")).isEqualTo(row.getDate(1));
          assertThat(row.getTimestamp("d").toString()).isEqualTo(day + " 00:00:00.0");
          assertThat(row.getObject("d", LocalDateTime.class))
              .isEqualTo(LocalDate.parse(day).atStartOfDay());
        });
  }

  @Test
  void aDayThatTheHybridCalendarLacksIsExactInJavaTime() throws SQLException {
    UTC.row(
        "select date '1582-10-10' d",
        row -> {
          assertThat(row.getObject(1, LocalDate.class)).isEqualTo("1582-10-10");
          assertThat(row.getString(1)).isEqualTo("1582-10-10");
        });
  }

  @Test
  void aTimestampWithoutZoneKeepsItsWallClock() throws SQLException {
    UTC.row(
        "select timestamp '2024-01-31 10:11:12.123456' t",
        row -> {
          assertThat(row.getString("t")).isEqualTo("2024-01-31 10:11:12.123456");
          assertThat(row.getTimestamp("t"))
              .isEqualTo(Timestamp.valueOf("2024-01-31 10:11:12.123456"));
          assertThat(row.getObject("t", LocalDateTime.class))
              .isEqualTo(LocalDateTime.parse("2024-01-31T10:11:12.123456"));
          assertThat(row.getObject("t", LocalTime.class)).isEqualTo("10:11:12.123456");
          assertThat(row.getTime("t").toString()).isEqualTo("10:11:12");
          assertThat(row.getTime("t").getTime() % 1000).isEqualTo(123);
          assertThat(row.getObject("t", Instant.class))
              .as("read on the session's clock")
              .isEqualTo(Instant.parse("2024-01-31T10:11:12.123456Z"));
          assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("timestamp");
        });
  }

  @Test
  void anHourThatTheZoneOfTheJvmSkipsIsExactInJavaTime() throws SQLException {
    // St. John's went from 00:01 to 02:01 on that day
    UTC.row(
        "select timestamp '1988-04-03 01:30:00' t",
        row -> {
          assertThat(row.getObject("t", LocalDateTime.class)).isEqualTo("1988-04-03T01:30");
          assertThat(row.getString("t")).isEqualTo("1988-04-03 01:30:00");
          assertThat(row.getTimestamp("t").toString())
              .as("java.sql cannot hold it and moves it by the gap")
              .isEqualTo("1988-04-03 03:30:00.0");
        });
  }

  @Test
  void aCalendarGivesTheZoneOfATimestampWithoutOne() throws SQLException {
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    UTC.row(
        "select timestamp '2024-01-31 10:11:12.5' t, date '2024-01-31' d",
        row -> {
          assertThat(row.getTimestamp("t", tokyo).toInstant())
              .isEqualTo(Instant.parse("2024-01-31T01:11:12.5Z"));
          assertThat(row.getDate("d", tokyo).getTime())
              .isEqualTo(Instant.parse("2024-01-30T15:00:00Z").toEpochMilli());
          assertThat(row.getTime("t", tokyo).getTime())
              .isEqualTo(Instant.parse("1970-01-01T01:11:12.5Z").toEpochMilli());
        });
  }

  @Test
  void aTimestampWithZoneIsAnInstantShownOnTheSessionsClock() throws SQLException {
    String sql = "select arrow_cast('2024-07-01T22:30:00.5Z', 'Timestamp(µs, \"UTC\")') t";
    Instant instant = Instant.parse("2024-07-01T22:30:00.5Z");
    PARIS.row(
        sql,
        row -> {
          assertThat(row.getString("t")).isEqualTo("2024-07-02 00:30:00.500+02:00");
          assertThat(row.getTimestamp("t").toInstant()).isEqualTo(instant);
          assertThat(row.getTimestamp("t", Calendar.getInstance()).toInstant()).isEqualTo(instant);
          assertThat(row.getObject("t", OffsetDateTime.class))
              .isEqualTo(OffsetDateTime.parse("2024-07-02T00:30:00.5+02:00"));
          assertThat(row.getObject("t", ZonedDateTime.class).getZone().getId())
              .isEqualTo("Europe/Paris");
          assertThat(row.getObject("t", Instant.class)).isEqualTo(instant);
          assertThat(row.getObject("t", LocalDateTime.class)).isEqualTo("2024-07-02T00:30:00.5");
          assertThat(row.getDate("t").toString()).isEqualTo("2024-07-02");
          assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("timestamp with time zone");
        });
    UTC.row(sql, row -> assertThat(row.getString(1)).isEqualTo("2024-07-01 22:30:00.500+00:00"));
  }

  @Test
  void timesKeepTheirNanoseconds() throws SQLException {
    UTC.row(
        "select cast('23:59:59.123456789' as time) t",
        row -> {
          assertThat(row.getObject(1, LocalTime.class)).isEqualTo("23:59:59.123456789");
          assertThat(row.getString(1)).isEqualTo("23:59:59.123456789");
          assertThat(row.getTime(1).toString()).isEqualTo("23:59:59");
        });
  }

  @Test
  void intervalsAreTextAndPeriodOrDurationOnDemand() throws SQLException {
    UTC.row(
        "select interval '14' month a, interval '3' day b, interval '90' minute c",
        row -> {
          assertThat(row.getObject("a")).isEqualTo("P1Y2M");
          assertThat(row.getObject("a", Period.class)).isEqualTo(Period.of(1, 2, 0));
          assertThat(row.getObject("b", Period.class)).isEqualTo(Period.ofDays(3));
          assertThat(row.getObject("c", Duration.class)).isEqualTo(Duration.ofMinutes(90));
          assertThat(row.getString("c")).isEqualTo("PT1H30M");
          assertThatThrownBy(() -> row.getObject("a", Duration.class))
              .isInstanceOf(SQLDataException.class);
        });
  }

  @Test
  void yearsBeforeTheCommonEraKeepTheirFields() {
    LocalDateTime ides = LocalDateTime.parse("-0043-03-15T12:00:00");
    assertThat(SqlTemporals.fieldsOf(SqlTemporals.toTimestamp(ides), null)).isEqualTo(ides);
    assertThat(SqlTemporals.fieldsOf(SqlTemporals.toDate(ides.toLocalDate()), null).toLocalDate())
        .isEqualTo(ides.toLocalDate());
    assertThat(Texts.of(ides)).isEqualTo("-0043-03-15 12:00:00");
  }
}
