package io.github.datafusionjdbc.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM that uses only the driver's jar, without any flag. */
class QuietTest {
  @Test
  void nothingIsPrintedAndTheJvmEndsWithTheConnectionClosed() throws Exception {
    assertThat(ChildJvm.run(OneQuery.class, List.of(), "close"))
        .isEqualTo("42" + System.lineSeparator());
  }

  @Test
  void nothingIsPrintedAndTheJvmEndsWithTheConnectionOpen() throws Exception {
    assertThat(ChildJvm.run(OneQuery.class, List.of(), "leave"))
        .isEqualTo("42" + System.lineSeparator());
  }
}
