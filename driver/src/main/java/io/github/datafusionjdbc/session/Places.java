package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.policy.rules.Policy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the places of files that a statement reads or writes against its policy. */
final class Places {
  private static final String FILE = "file";

  private final Policy policy;
  private final String warehouse;

  /**
   * @param warehouse URI of the warehouse
   */
  Places(Policy policy, String warehouse) {
    this.policy = policy;
    this.warehouse = warehouse;
  }

  /**
   * Refuses a place that the policy does not allow, wherever links and {@code ..} lead.
   *
   * @param uri of a file, a folder or a pattern
   * @throws SessionException 42501
   */
  void check(String uri) throws SessionException {
    if (!policy.limitsPaths()) {
      return;
    }
    Optional<String> refusing;
    try {
      String place = resolved(uri);
      refusing = policy.refusingPath(paths -> isWithin(place, paths));
    } catch (IllegalArgumentException e) {
      // what is no URI lies nowhere
      refusing = policy.refusingPath(paths -> false);
    }
    if (refusing.isPresent()) {
      throw Errors.placeNotPermitted(uri, refusing.get());
    }
  }

  private boolean isWithin(String place, List<String> paths) {
    for (String path : paths) {
      String allowed = resolved(path.equals(Policy.WAREHOUSE) ? warehouse : path);
      if (place.equals(allowed)
          || place.startsWith(allowed.endsWith("/") ? allowed : allowed + "/")) {
        return true;
      }
    }
    return false;
  }

  /** The place without {@code ..} and, on disk, without links; no slash at its end. */
  private static String resolved(String place) {
    if (place.startsWith("/")) {
      return withoutLinks(Path.of(place).normalize()).toString();
    }
    int scheme = place.indexOf(':');
    int start = place.indexOf('/', place.startsWith("//", scheme + 1) ? scheme + 3 : scheme + 1);
    if (start < 0) {
      return place;
    }
    String path = normal(URI.create("x:" + encoded(place.substring(start))).getPath());
    return place.substring(0, scheme).equalsIgnoreCase(FILE)
        ? withoutLinks(Path.of(path)).toString()
        : place.substring(0, start) + path;
  }

  /** What a URI cannot hold as it is, such as the sign of a pattern, escaped. */
  private static String encoded(String path) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain = c > ' ' && "\"<>\\^`{|}[]?#".indexOf(c) < 0;
      text.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return text.toString();
  }

  private static String normal(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.remove(parts.size() - 1);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /** What does not exist yet has no links. */
  private static Path withoutLinks(Path path) {
    for (Path existing = path; existing != null; existing = existing.getParent()) {
      try {
        return existing.toRealPath().resolve(existing.relativize(path)).normalize();
      } catch (IOException e) {
        // the folder above may exist
      }
    }
    return path;
  }
}
