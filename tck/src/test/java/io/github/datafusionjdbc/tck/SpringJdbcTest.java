package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Spring's templates over a Hikari pool, as applications use them. */
class SpringJdbcTest {
  private static HikariDataSource pool;
  private static JdbcTemplate jdbc;

  @BeforeAll
  static void openThePool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:datafusion:data/nycflights?schema=nyc");
    config.setMaximumPoolSize(3);
    pool = new HikariDataSource(config);
    jdbc = new JdbcTemplate(pool);
  }

  @AfterAll
  static void closeThePool() {
    pool.close();
  }

  @Test
  void aCountComesAsALong() {
    assertThat(jdbc.queryForObject("select count(*) from flights", Long.class)).isEqualTo(336_744L);
  }

  @Test
  void parametersAreBoundByType() {
    List<String> carriers =
        jdbc.queryForList(
            "select distinct carrier from flights where month = ? and dep_delay > ? order by 1",
            String.class,
            1,
            600.0);
    assertThat(carriers).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void namedParametersExpandLists() {
    Long flights =
        new NamedParameterJdbcTemplate(pool)
            .queryForObject(
                "select count(*) from flights where origin in (:origins)",
                java.util.Map.of("origins", List.of("JFK", "LGA", "EWR")),
                Long.class);
    assertThat(flights).isEqualTo(336_744L);
  }

  @Test
  void javaTimeValuesArriveAsThemselves() {
    LocalDateTime value =
        jdbc.queryForObject(
            "select timestamp '2024-02-29 12:34:56.789'",
            (row, number) -> row.getObject(1, LocalDateTime.class));
    assertThat(value).isEqualTo(LocalDateTime.of(2024, 2, 29, 12, 34, 56, 789_000_000));
  }

  @Test
  void aMissingTableIsBadSqlGrammar() {
    assertThatThrownBy(() -> jdbc.queryForList("select * from no_such_table"))
        .isInstanceOf(BadSqlGrammarException.class)
        .hasMessageContaining("no_such_table");
  }

  @Test
  void theFailedStatementDoesNotCostItsConnection() {
    assertThatThrownBy(() -> jdbc.queryForList("select no_such_column from flights"))
        .isInstanceOf(BadSqlGrammarException.class);
    assertThat(jdbc.queryForObject("select 1", Integer.class)).isEqualTo(1);
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }
}
