package io.github.datafusionjdbc.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.policy.SqlState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionSettingsTest {
  private static ConnectionSettings parse(String rest) throws SessionException {
    return ConnectionSettings.parse("jdbc:datafusion:" + rest, Map.of(), Map.of());
  }

  @Test
  void aFolderBecomesAnAbsoluteUriWithoutSlashAtTheEnd(@TempDir Path folder) throws Exception {
    Path odd = Files.createDirectory(folder.resolve("a b%20"));
    String expected = odd.toRealPath().toUri().toString().replaceAll("/$", "");
    assertThat(expected).endsWith("/a%20b%2520");
    assertThat(parse(odd.toString()).warehouse()).isEqualTo(expected);
    assertThat(parse(odd + "/").warehouse()).isEqualTo(expected);
    assertThat(parse(odd + "/../a b%20").warehouse()).isEqualTo(expected);
    assertThat(parse(expected).warehouse()).as("from its URI").isEqualTo(expected);
    Path link = Files.createSymbolicLink(folder.resolve("link"), odd);
    assertThat(parse(link.toString()).warehouse()).as("by a link").isEqualTo(expected);
  }

  @Test
  void aRelativeFolderAndTheHomeFolderAreFound() throws SessionException {
    assertThat(parse("data").warehouse())
        .isEqualTo(parse(Path.of("data").toAbsolutePath().toString()).warehouse());
    assertThat(parse("~/data").warehouse())
        .isEqualTo(parse(System.getProperty("user.home") + "/data").warehouse());
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/dir/, s3://bucket/dir",
    "S3://bucket/dir/../x, s3://bucket/x",
    "gs://bucket, gs://bucket",
    "memory:shared, memory:///shared"
  })
  void anObjectStoreIsNamedByItsUri(String given, String canonical) throws SessionException {
    assertThat(parse(given).warehouse()).isEqualTo(canonical);
  }

  @Test
  void eachPrivateWarehouseInMemoryIsItsOwn() throws SessionException {
    assertThat(parse("").warehouse()).startsWith("memory:///").isNotEqualTo(parse("").warehouse());
  }

  @ParameterizedTest
  @CsvSource({
    "?polcy=x, readOnly",
    "?memoryLimt=1GB, memoryLimit",
    "?time_zone=UTC, timezone",
    "?schem=a, schema"
  })
  void anUnknownKeyNamesTheNearest(String query, String nearest) {
    assertThatThrownBy(() -> parse(query))
        .isInstanceOf(SessionException.class)
        .satisfies(
            e ->
                assertThat(((SessionException) e).state())
                    .isEqualTo(SqlState.CONNECTION_CANNOT_BE_OPENED))
        .hasMessageStartingWith("unknown key \"")
        .satisfies(
            e -> {
              if (!query.contains("polcy")) {
                assertThat(e).hasMessageContaining("did you mean \"" + nearest + "\"");
              }
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create=maybe | wrong value \"maybe\" for the key \"create\"; allowed: true or false",
        "timezone=Mars | wrong value \"Mars\" for the key \"timezone\"; allowed: a zone such as",
        "memoryLimit=lots | allowed: bytes, with a unit",
        "memoryLimit=101% | allowed: bytes, with a unit",
        "batchSize=0 | allowed: a whole number from 1",
        "queryTimeout=-1 | allowed: a whole number from 0",
        "snapshotMaxAge=soon | allowed: a duration such as",
        "schema= | allowed: a name",
        "artifactParameters=some | allowed: keep or redact",
        "create | is no key with a value"
      })
  void aWrongValueNamesTheKeyAndWhatIsAllowed(String query, String message) {
    assertThatThrownBy(() -> parse("?" + query)).hasMessageContaining(message);
  }

  @Test
  void valuesAreReadWithTheirUnits() throws SessionException {
    ConnectionSettings settings =
        parse(
            "?batchSize=10&memoryLimit=1.5GB&snapshotMaxAge=500ms&timezone=Europe%2FParis&schema=a%26b&create=TRUE");
    assertThat(settings.engineOptions().settings())
        .containsEntry("memory_limit", Long.toString(3L << 29));
    assertThat(parse("?memoryLimit=60%&schema=100%25").value(ConnectionKey.SCHEMA))
        .as("a percent sign that begins no code stays one")
        .isEqualTo("100%");
    assertThat(settings.snapshotMaxAge()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.timeZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(settings.value(ConnectionKey.SCHEMA)).isEqualTo("a&b");
    assertThat(settings.create()).isTrue();
  }

  @Test
  void theUrlWinsOverPropertiesAndUnknownPropertiesAreIgnored() throws SessionException {
    ConnectionSettings settings =
        ConnectionSettings.parse(
            "jdbc:datafusion:?schema=fromUrl",
            Map.of("schema", "fromProperties", "catalog", "c", "user", "u", "dbtable", "x"),
            Map.of());
    assertThat(settings.value(ConnectionKey.SCHEMA)).isEqualTo("fromUrl");
    assertThat(settings.value(ConnectionKey.CATALOG)).isEqualTo("c");
  }

  @Test
  void storageKeysReachTheEngineAndAreNeverShown() throws SessionException {
    ConnectionSettings settings =
        ConnectionSettings.parse(
            "jdbc:datafusion:s3://bucket?aws_secret_access_key=hid+den&storage.timeout=5s&schema=s",
            Map.of("AWS_REGION", "eu-1", "timeout", "ignored"),
            Map.of("AWS_ACCESS_KEY_ID", "fromEnv", "GOOGLE_TOKEN", "other store", "PATH", "/bin"));
    assertThat(settings.engineOptions().storageOptions())
        .isEqualTo(
            Map.of(
                "aws_secret_access_key", "hid+den",
                "timeout", "5s",
                "aws_region", "eu-1",
                "aws_access_key_id", "fromEnv"));
    assertThat(settings.url())
        .isEqualTo(
            "jdbc:datafusion:s3://bucket?aws_secret_access_key=***&storage.timeout=***&schema=s");
    assertThat(settings.engineOptions().toString()).doesNotContain("hid", "fromEnv");
    assertThatThrownBy(() -> parse("s3://key:hidden@bucket"))
        .hasMessageContaining("put credentials into storage keys")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden"));
  }

  @Test
  void theTableInReadmeIsTheOneOfTheKeys() throws Exception {
    assertThat(Files.readString(Path.of("../README.md"))).contains(ConnectionKey.markdownTable());
  }

  @ParameterizedTest
  @EnumSource(ConnectionKey.class)
  void everyDefaultIsAllowed(ConnectionKey key) throws SessionException {
    key.check(key.defaultValue());
    for (String choice : key.choices()) {
      key.check(choice);
    }
    assertThat(ConnectionKey.markdownTable()).contains("| `" + key.keyName() + "` |");
    assertThat(ConnectionKey.named(key.keyName().toUpperCase(java.util.Locale.ROOT))).contains(key);
  }
}
