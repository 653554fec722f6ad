package io.github.datafusionjdbc.session;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Turns the warehouse of a URL into the canonical URI that an engine is keyed by: absolute, without
 * a slash at its end, symbolic links of local folders resolved.
 */
final class WarehouseLocation {
  private static final String MEMORY = "memory:";

  /** Two letters or more, so that a drive of Windows is not taken for a scheme. */
  private static final Pattern URI_START =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*", Pattern.DOTALL);

  private WarehouseLocation() {}

  /**
   * @param text a folder (relative, absolute, under {@code ~}), taken literally; a URI; {@code
   *     memory:<name>}; or nothing for a private warehouse in memory
   * @throws SessionException 08001 if it is neither
   */
  static String canonical(String text) throws SessionException {
    if (text.isEmpty()) {
      return "memory:///private-" + UUID.randomUUID();
    } else if (text.startsWith(MEMORY) && !text.startsWith(MEMORY + "/")) {
      return memory(text.substring(MEMORY.length()));
    } else if (URI_START.matcher(text).matches()) {
      return uri(text);
    }
    return folder(text);
  }

  /** The scheme of a canonical URI, lower case. */
  static String scheme(String canonical) {
    return canonical.substring(0, canonical.indexOf(':'));
  }

  private static String memory(String name) throws SessionException {
    if (!name.matches("[\\p{L}\\p{N}_.-]+")) {
      throw Errors.wrongWarehouse(
          MEMORY + name, "the name must be of letters, digits, \"_\", \".\" and \"-\"", null);
    }
    return "memory:///" + name;
  }

  private static String uri(String text) throws SessionException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw Errors.wrongWarehouse(text, "not a URI (" + e.getReason() + ")", e);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getRawUserInfo() != null) {
      throw Errors.wrongWarehouse(
          scheme + "://***@" + uri.getHost(), "put credentials into storage keys", null);
    }
    if (scheme.equals("file")) {
      String host = uri.getAuthority();
      if (host != null && !host.equalsIgnoreCase("localhost")) {
        throw Errors.wrongWarehouse(text, "a file URI has three slashes: file:///folder", null);
      }
      return folder(uri.getPath());
    }
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    String path = uri.normalize().getRawPath();
    return withoutEndingSlash(scheme + "://" + authority + (path == null ? "" : path));
  }

  private static String folder(String text) throws SessionException {
    String expanded = text;
    if (text.equals("~") || text.startsWith("~/")) {
      expanded = System.getProperty("user.home") + text.substring(1);
    }
    try {
      Path path = Path.of(expanded).toAbsolutePath().normalize();
      return withoutEndingSlash(real(path).toUri().toASCIIString());
    } catch (InvalidPathException e) {
      throw Errors.wrongWarehouse(
          text,
          "the JVM cannot name this path ("
              + e.getReason()
              + "); with names beyond ASCII it must run in a UTF-8 locale",
          e);
    }
  }

  /** With links resolved as far as the folders exist. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path parent = path.getParent();
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
  }

  private static String withoutEndingSlash(String uri) {
    return uri.endsWith("/") && !uri.endsWith(":///") ? uri.substring(0, uri.length() - 1) : uri;
  }
}
