package io.github.datafusionjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A warehouse behind the S3 protocol, by URL alone. */
@ExtendWith(NativeLeakCheck.class)
class ObjectStoreWarehouseTest {
  private static final String KEY_ID = "AKIDOFTHETEST";
  private static final String SECRET = "the+secret/of%the test";

  private FolderAsBucket bucket;

  @BeforeEach
  void open() throws IOException {
    bucket = new FolderAsBucket(TestData.NYCFLIGHTS, "flights", KEY_ID);
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private String url(String warehouse) {
    return "jdbc:datafusion:"
        + warehouse
        + "?aws_allow_http=true&aws_region=us-east-1&aws_endpoint="
        + bucket.endpoint();
  }

  private static Properties credentials(String keyId) {
    Properties credentials = new Properties();
    credentials.setProperty("aws_access_key_id", keyId);
    credentials.setProperty("aws_secret_access_key", SECRET);
    return credentials;
  }

  private static <E extends SQLException> E failure(Class<E> type, String url, String keyId) {
    E failure =
        catchThrowableOfType(
            type, () -> DriverManager.getConnection(url, credentials(keyId)).close());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain(SECRET).doesNotContain("Credential=");
    }
    return failure;
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  @Test
  void tablesInABucketAreReadAsInAFolder() throws Exception {
    try (Connection remote = DriverManager.getConnection(url("s3://flights"), credentials(KEY_ID));
        Connection local = DriverManager.getConnection(TestData.url(TestData.NYCFLIGHTS))) {
      for (String sql :
          new String[] {
            "select count(*) from nyc.flights",
            "select sum(distance) from nyc.flights where month = 2 and carrier = 'UA'",
            "select count(*) from nyc.flights for version as of 1",
            "select max(name) from nyc.airports",
            "select count(distinct model) from nyc.planes",
            "select string_agg(table_name, ',' order by table_name) from information_schema.tables"
                + " where table_schema = 'nyc'"
          }) {
        assertThat(value(remote, sql)).as(sql).isEqualTo(value(local, sql));
      }
      assertThat(remote.getMetaData().getURL()).doesNotContain(SECRET);
    }
  }

  @Test
  void aFolderOfABucketIsAWarehouseToo() throws Exception {
    try (Connection remote =
        DriverManager.getConnection(url("s3://flights/nyc"), credentials(KEY_ID))) {
      assertThat(value(remote, "select count(*) from airlines")).isEqualTo("16");
    }
  }

  @Test
  void wrongCredentialsAreAnAuthorizationErrorThatRepeatsNoneOfThem() {
    SQLException failure =
        failure(SQLInvalidAuthorizationSpecException.class, url("s3://flights"), "AKIDOFANOTHER");
    assertThat(failure.getSQLState()).isEqualTo("28000");
    assertThat(failure.getMessage()).contains("s3://flights", "403");
  }

  @Test
  void aBucketOrFolderThatIsNotThereIsAConnectionError() {
    SQLException noBucket =
        failure(SQLNonTransientConnectionException.class, url("s3://nothing"), KEY_ID);
    assertThat(noBucket.getSQLState()).isEqualTo("08001");
    assertThat(noBucket.getMessage()).contains("s3://nothing", "NoSuchBucket");
    SQLException noFolder =
        failure(SQLNonTransientConnectionException.class, url("s3://flights/nothing"), KEY_ID);
    assertThat(noFolder.getSQLState()).isEqualTo("08001");
    assertThat(noFolder.getMessage()).contains("s3://flights/nothing");
  }

  @Test
  void aStoreThatDoesNotAnswerIsAConnectionError() {
    String url = url("s3://flights");
    bucket.close();
    SQLException failure = failure(SQLNonTransientConnectionException.class, url, KEY_ID);
    assertThat(failure.getSQLState()).isEqualTo("08001");
  }

  /** What stops a statement while the store does not answer its look at a table's log. */
  private enum Stop {
    CANCEL("57014"),
    TIME_LIMIT("57014"),
    CLOSE("08003");

    private final String state;

    Stop(String state) {
      this.state = state;
    }
  }

  @ParameterizedTest
  @EnumSource(Stop.class)
  @Timeout(20)
  void aStatementThatWaitsForTheStoreCanBeStopped(Stop stop) throws Exception {
    Connection connection = DriverManager.getConnection(url("s3://flights"), credentials(KEY_ID));
    try (Statement statement = connection.createStatement()) {
      bucket.stall();
      statement.setQueryTimeout(stop == Stop.TIME_LIMIT ? 1 : 0);
      FutureTask<ResultSet> query =
          new FutureTask<>(() -> statement.executeQuery("select count(*) from nyc.flights"));
      new Thread(query).start();
      bucket.awaitRequest();
      if (stop == Stop.CANCEL) {
        statement.cancel();
      } else if (stop == Stop.CLOSE) {
        connection.close();
      }
      assertThatThrownBy(query::get)
          .cause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(stop.state));
      bucket.resume();
      if (stop != Stop.CLOSE) {
        assertThat(value(connection, "select count(*) from nyc.flights")).isEqualTo("336744");
      }
    } finally {
      connection.close();
    }
  }
}
