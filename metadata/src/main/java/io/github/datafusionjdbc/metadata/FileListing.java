package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.EngineException.Kind;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.engine.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files of an external table, listed anew at each call. In a folder, names that begin with a
 * dot or an underscore and empty files are passed over. In a pattern {@code *} and {@code ?} stand
 * for characters of one name, {@code **} for any.
 */
final class FileListing {
  private final ObjectStore store;

  FileListing(ObjectStore store) {
    this.store = store;
  }

  /** All files, in the order of the locations, each location's by name. */
  List<FileStatus> files(List<String> locations) {
    List<FileStatus> files = new ArrayList<>();
    for (String location : locations) {
      files.addAll(files(location));
    }
    return files;
  }

  private List<FileStatus> files(String location) {
    try {
      int wildcard = firstWildcard(location);
      if (wildcard >= 0) {
        String folder = location.substring(0, location.lastIndexOf('/', wildcard) + 1);
        Pattern pattern = Pattern.compile(regex(location));
        return inFolder(folder).stream().filter(f -> pattern.matcher(f.uri()).matches()).toList();
      }
      return location.endsWith("/") ? inFolder(location) : List.of(store.head(location));
    } catch (EngineException e) {
      if (e.kind() == Kind.STORE_NOT_FOUND && !location.endsWith("/")) {
        return inFolder(location + "/");
      }
      throw CatalogErrors.listing(location, e);
    }
  }

  private List<FileStatus> inFolder(String folder) {
    try {
      return store.list(folder, null).stream()
          .filter(file -> !file.directory() && file.size() > 0)
          .filter(file -> isVisible(file.uri().substring(folder.length())))
          .toList();
    } catch (EngineException e) {
      if (e.kind() == Kind.STORE_NOT_FOUND) {
        return List.of();
      }
      throw CatalogErrors.listing(folder, e);
    }
  }

  private static boolean isVisible(String path) {
    for (String name : path.split("/", -1)) {
      boolean partition = name.contains("=");
      if (name.startsWith(".") || (name.startsWith("_") && !partition)) {
        return false;
      }
    }
    return true;
  }

  private static int firstWildcard(String location) {
    int star = location.indexOf('*');
    int mark = location.indexOf('?');
    return star < 0 ? mark : mark < 0 ? star : Math.min(star, mark);
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
