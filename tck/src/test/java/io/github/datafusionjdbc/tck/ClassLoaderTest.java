package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Class loaders that have the driver to themselves and are thrown away. */
class ClassLoaderTest {
  @Test
  void nothingKeepsALoaderOnceItsLastConnectionIsClosed() throws Exception {
    List<String> flags = new ArrayList<>(List.of("-Xmx512m"));
    if (Runtime.version().feature() >= 19) {
      // these JVMs hold the last record compared softly, which may last as long as there is memory
      flags.add("-XX:SoftRefLRUPolicyMSPerMB=0");
    }
    String printed =
        ChildJvm.run(
            ThrowAwayLoader.class,
            flags,
            ChildJvm.driverJar().toString(),
            "jdbc:datafusion:data/nycflights?schema=nyc");
    assertThat(printed.lines()).containsExactly("collected", "collected", "collected");
  }
}
