package io.github.datafusionjdbc.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The kind of machine that this JVM runs on.
 *
 * @param os linux, macos, windows or what the JVM calls it
 * @param arch x86_64, aarch64 or what the JVM calls it
 * @param musl whether the C library is musl, for which a library linked with glibc cannot be loaded
 */
record Platform(String os, String arch, boolean musl) {

  static Platform current() {
    String os = os(System.getProperty("os.name"));
    return new Platform(
        os, arch(System.getProperty("os.arch")), os.equals("linux") && runsOnMusl());
  }

  static String os(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mac") || lower.startsWith("darwin")) {
      return "macos";
    }
    return lower.startsWith("windows") ? "windows" : lower.replaceAll("[^a-z0-9]", "");
  }

  static String arch(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "amd64", "x86-64", "x64" -> "x86_64";
      case "arm64" -> "aarch64";
      default -> lower;
    };
  }

  /** The loader of musl is mapped into every process that it started. */
  private static boolean runsOnMusl() {
    try {
      return Files.readString(Path.of("/proc/self/maps")).contains("/ld-musl-");
    } catch (IOException e) {
      return false;
    }
  }

  /** For people: with the C library that a Linux library of that name is linked with. */
  String describe() {
    return os.equals("linux") ? this + (musl ? " (musl)" : " (glibc)") : toString();
  }

  /** As the library's folder in the jar is named, for example linux-x86_64. */
  @Override
  public String toString() {
    return os + "-" + arch + (musl ? "-musl" : "");
  }
}
