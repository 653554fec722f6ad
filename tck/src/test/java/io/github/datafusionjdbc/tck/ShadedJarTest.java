package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.DataFusionDriver;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the one jar: everything, under our own package. */
class ShadedJarTest {
  private static JarFile jar;

  @BeforeAll
  static void openTheJarOnTheClassPath() throws IOException, URISyntaxException {
    URI location =
        DataFusionDriver.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    jar = new JarFile(Path.of(location).toFile());
  }

  @AfterAll
  static void closeTheJar() throws IOException {
    jar.close();
  }

  @Test
  void everyClassIsUnderOurPackage() {
    List<String> strangers =
        jar.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith(".class"))
            .filter(name -> !name.startsWith("io/github/datafusionjdbc/"))
            .filter(name -> !name.matches("META-INF/versions/\\d+/io/github/datafusionjdbc/.*"))
            .toList();
    assertThat(strangers).isEmpty();
  }

  @Test
  void theServicesFileNamesOurDriverOnly() throws IOException {
    ZipEntry services = jar.getEntry("META-INF/services/java.sql.Driver");
    String drivers =
        new String(jar.getInputStream(services).readAllBytes(), StandardCharsets.UTF_8).trim();
    assertThat(drivers).isEqualTo("io.github.datafusionjdbc.DataFusionDriver");
  }

  @Test
  void noServiceOfAnotherLibraryIsOffered() {
    List<String> strangers =
        jar.stream()
            .filter(entry -> !entry.isDirectory())
            .map(ZipEntry::getName)
            .filter(name -> name.startsWith("META-INF/services/"))
            .filter(name -> !name.startsWith("META-INF/services/io.github.datafusionjdbc."))
            .toList();
    assertThat(strangers).containsExactly("META-INF/services/java.sql.Driver");
  }

  @Test
  void licencesAndNoticesTravelWithIt() {
    assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
    assertThat(jar.getEntry("META-INF/NOTICE")).isNotNull();
    assertThat(jar.getEntry("META-INF/licenses/THIRD-PARTY.txt")).isNotNull();
  }

  @Test
  void theNativeLibraryIsUnderItsPlatform() {
    assertThat(jar.stream().map(ZipEntry::getName))
        .anyMatch(name -> name.matches("META-INF/native/[a-z]+-[a-z0-9_]+/libdatafusionjdbc\\..*"));
  }
}
