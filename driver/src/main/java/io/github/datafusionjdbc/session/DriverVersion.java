package io.github.datafusionjdbc.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this driver, written into a resource by the build. */
public final class DriverVersion {
  /** As in the jar's name, such as 0.1.0. */
  public static final String TEXT = read();

  /** First number. */
  public static final int MAJOR = number(0);

  /** Second number. */
  public static final int MINOR = number(1);

  /** What the logs of tables say of their writer. */
  static final String ENGINE_INFO = "DataFusion-JDBC/" + TEXT;

  private DriverVersion() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream resource =
        DriverVersion.class.getResourceAsStream("/io/github/datafusionjdbc/driver.properties")) {
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static int number(int index) {
    return Integer.parseInt(TEXT.split("[.-]", -1)[index]);
  }
}
