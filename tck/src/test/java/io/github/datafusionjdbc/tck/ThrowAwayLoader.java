package io.github.datafusionjdbc.tck;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The main class of a JVM that {@link ClassLoaderTest} starts: uses the driver's jar in three class
 * loaders, one after the other, as a server does that redeploys an application.
 */
public final class ThrowAwayLoader {
  private ThrowAwayLoader() {}

  /** Prints "collected" for each loader of which nothing is left. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < 3; i++) {
      WeakReference<ClassLoader> loader = use(Path.of(arguments[0]), arguments[1]);
      long patience = System.nanoTime() + 20_000_000_000L;
      while (loader.get() != null && System.nanoTime() < patience) {
        System.gc();
        Thread.sleep(20);
      }
      System.out.println(loader.get() == null ? "collected" : "kept");
    }
  }

  private static WeakReference<ClassLoader> use(Path jar, String url) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass("io.github.datafusionjdbc.DataFusionDataSource");
      DataSource source = (DataSource) type.getConstructor().newInstance();
      type.getMethod("setUrl", String.class).invoke(source, url);
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement();
          PreparedStatement prepared =
              connection.prepareStatement("select count(*) from flights where carrier = ?")) {
        statement.setQueryTimeout(60);
        statement.executeQuery("select * from flights limit 10").next();
        prepared.setString(1, "AA");
        prepared.executeQuery().next();
        ResultSet tables = connection.getMetaData().getTables(null, null, "%", null);
        tables.next();
      }
      return new WeakReference<>(loader);
    }
  }
}
