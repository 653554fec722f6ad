package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.exceptions.InvalidTableException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.types.DataType;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.metadata.MetadataException;
import io.github.datafusionjdbc.policy.SqlState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said when a table's log cannot be read. */
final class LogErrors {
  /** Kernel reads such tables only for callers that bring the catalog's commits. */
  private static final String CATALOG_MANAGED =
      TableFeatures.CATALOG_MANAGED_RW_FEATURE.featureName();

  /** Kernel names a type that it does not know in the text of its errors alone. */
  private static final Pattern UNKNOWN_TYPE =
      Pattern.compile(
          "unsupported Delta data type: (\\S+)|(\\S+) is not a supported delta data type");

  private LogErrors() {}

  /** Runs a call into Kernel; its failures come out as {@link MetadataException}. */
  static <T> T translate(String table, Callable<T> call) {
    try {
      return call.call();
    } catch (MetadataException e) {
      throw e;
    } catch (Exception e) {
      throw translate(table, e);
    }
  }

  /** The cause that says most: Kernel wraps what its engine throws. */
  private static MetadataException translate(String table, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MetadataException e) {
        return e;
      } else if (cause instanceof UnsupportedTableFeatureException e) {
        return unsupportedFeatures(table, e.getUnsupportedFeatures());
      } else if (cause instanceof UnsupportedProtocolVersionException e) {
        return unsupported(table, "version " + e.getVersion() + " of Delta's reader protocol");
      } else if (cause instanceof TableNotFoundException) {
        return new MetadataException(
            SqlState.UNDEFINED_TABLE,
            "The table " + table + " has no commit in its folder _delta_log.",
            failure);
      }
      Matcher unknownType = UNKNOWN_TYPE.matcher(String.valueOf(cause.getMessage()));
      if (unknownType.find()) {
        String type = unknownType.group(unknownType.group(1) == null ? 2 : 1);
        return unsupported(table, "the type " + type.toLowerCase(Locale.ROOT));
      } else if (cause instanceof IllegalArgumentException
          && String.valueOf(cause.getMessage()).contains(CATALOG_MANAGED)) {
        return unsupportedFeatures(table, List.of(CATALOG_MANAGED));
      } else if (cause instanceof InvalidTableException) {
        return corrupt(table, cause.getMessage(), failure);
      } else if (cause instanceof EngineException e) {
        return ofEngine(table, e, failure);
      } else if (cause instanceof FileNotFoundException) {
        return new MetadataException(
            SqlState.UNDEFINED_FILE,
            "A file of the log of table " + table + " is missing: " + cause.getMessage(),
            failure);
      }
    }
    return failure instanceof KernelException
        ? corrupt(table, failure.getMessage(), failure)
        : corrupt(table, root(failure).toString(), failure);
  }

  private static MetadataException ofEngine(
      String table, EngineException cause, Exception failure) {
    SqlState state =
        switch (cause.kind()) {
          case STORE_NOT_FOUND -> SqlState.UNDEFINED_FILE;
          case STORE_DENIED -> SqlState.INSUFFICIENT_PRIVILEGE;
          case STORE_UNKNOWN, STORE_EXISTS, DISK -> SqlState.IO_ERROR;
          // What the log says of a file makes no sense, such as a partition value of another type.
          case CORRUPT_FILE, PLANNING -> SqlState.DATA_CORRUPTED;
          case UNSUPPORTED -> SqlState.FEATURE_NOT_SUPPORTED;
          case MEMORY_LIMIT -> SqlState.OUT_OF_MEMORY;
          case CANCELLED -> SqlState.QUERY_CANCELED;
          case CLOSED -> SqlState.CONNECTION_DOES_NOT_EXIST;
          default -> SqlState.INTERNAL_ERROR;
        };
    return new MetadataException(
        state, "The log of table " + table + " cannot be read: " + cause.getMessage(), failure);
  }

  private static MetadataException corrupt(String table, String reason, Exception failure) {
    return new MetadataException(
        SqlState.DATA_CORRUPTED,
        "The log of table " + table + " is damaged or incomplete: " + reason,
        failure);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  static MetadataException unsupportedFeatures(String table, Collection<String> features) {
    return unsupported(
        table,
        (features.size() == 1 ? "the Delta table feature " : "the Delta table features ")
            + String.join(", ", features));
  }

  static MetadataException unsupportedType(String table, String column, DataType type) {
    return unsupported(table, "the type " + type + " (column " + column + ")");
  }

  static MetadataException unsupported(String table, String what) {
    return new MetadataException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "The table " + table + " needs " + what + ", which this driver does not read.",
        null);
  }

  static MetadataException unreadable(String table, IOException failure) {
    return corrupt(table, failure.getMessage(), failure);
  }

  /** For failures of plain calls to the object store. */
  static MetadataException store(String table, EngineException failure) {
    return ofEngine(table, failure, failure);
  }
}
