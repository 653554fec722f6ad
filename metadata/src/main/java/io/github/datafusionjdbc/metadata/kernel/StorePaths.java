package io.github.datafusionjdbc.metadata.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Delta Kernel's paths and ours. Kernel is given percent-encoded URIs and treats them as plain
 * text, but writes {@code file:/a} where a URI of ours has an empty authority: {@code file:///a}.
 */
final class StorePaths {
  private static final Pattern WITHOUT_AUTHORITY =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:)/(?!/)(.*)", Pattern.DOTALL);

  private StorePaths() {}

  /** The absolute URI of a path that Kernel made. */
  static String toUri(String kernelPath) {
    Matcher matcher = WITHOUT_AUTHORITY.matcher(kernelPath);
    return matcher.matches() ? matcher.group(1) + "///" + matcher.group(2) : kernelPath;
  }

  /** The text up to the last slash, with it. */
  static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** The text after the last slash. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** How many slashes there are. */
  static long depth(String path) {
    return path.chars().filter(c -> c == '/').count();
  }
}
