package io.github.datafusionjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-aarch64",
    "Mac OS X, aarch64, macos-aarch64",
    "Mac OS X, x86_64, macos-x86_64",
    "Windows Server 2022, amd64, windows-x86_64",
    "SunOS, sparcv9, sunos-sparcv9",
  })
  void isNamedAsItsFolderInTheJar(String os, String arch, String name) {
    assertThat(new Platform(Platform.os(os), Platform.arch(arch), false)).hasToString(name);
  }

  @Test
  void tellsMuslFromGlibc() {
    assertThat(new Platform("linux", "x86_64", true)).hasToString("linux-x86_64-musl");
    assertThat(new Platform("linux", "x86_64", true).describe()).contains("musl");
    assertThat(new Platform("linux", "x86_64", false).describe()).contains("glibc");
  }
}
