package io.github.datafusionjdbc.metadata.kernel;

import io.delta.kernel.internal.actions.Protocol;
import java.util.List;
import java.util.Set;

/**
 * The table features that change how a table is read (PROTOCOL.md, "Table Features") and that the
 * scan knows. Kernel refuses what it does not know itself; it knows more than the scan.
 */
final class ReaderFeatures {
  private static final Set<String> SUPPORTED =
      Set.of(
          "columnMapping",
          "deletionVectors",
          "timestampNtz",
          "typeWidening",
          "typeWidening-preview",
          "v2Checkpoint",
          "vacuumProtocolCheck",
          "variantType",
          "variantType-preview");

  private ReaderFeatures() {}

  static void check(String name, Protocol protocol) {
    List<String> unsupported =
        protocol.getReaderFeatures().stream()
            .filter(feature -> !SUPPORTED.contains(feature))
            .sorted()
            .toList();
    if (!unsupported.isEmpty()) {
      throw LogErrors.unsupportedFeatures(name, unsupported);
    }
  }
}
