package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.metadata.EngineSetting;
import io.github.datafusionjdbc.metadata.MetadataException;
import io.github.datafusionjdbc.metadata.Warehouse;
import io.github.datafusionjdbc.policy.rules.Policy;
import io.github.datafusionjdbc.policy.rules.PolicyException;
import io.github.datafusionjdbc.policy.rules.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The policy of a connection: that of its warehouse and that of the process, which are floors, and
 * on them that of the connection's own key, which can only tighten them.
 */
final class Policies {
  /** The system property that names a policy for all connections of the process. */
  static final String PROPERTY = "datafusionjdbc.policy";

  private Policies() {}

  /**
   * Reads what is in force.
   *
   * @throws SessionException 08001 if a policy is wrong or cannot be read: without it nothing runs
   */
  static Policy inForce(ConnectionSettings settings, Warehouse warehouse) throws SessionException {
    Policy policy = Policy.STANDARD;
    Optional<String> ofWarehouse;
    try {
      ofWarehouse = warehouse.policyFile();
    } catch (MetadataException e) {
      throw Errors.wrongPolicy("of the warehouse", e.getMessage(), e);
    }
    if (ofWarehouse.isPresent()) {
      policy = policy.and(read(warehouse, ofWarehouse.get(), "of the warehouse", "warehouse"));
    }
    String ofProcess = System.getProperty(PROPERTY, "");
    if (!ofProcess.isEmpty()) {
      policy = policy.and(named(warehouse, ofProcess, "of the system property " + PROPERTY));
    }
    return policy.and(
        named(warehouse, settings.value(ConnectionKey.POLICY), "of the connection key policy"));
  }

  private static Policy named(Warehouse warehouse, String name, String where)
      throws SessionException {
    Optional<Policy> builtIn = Policy.builtIn(name);
    if (builtIn.isPresent()) {
      return builtIn.get();
    }
    try {
      Path file = Path.of(name);
      String fileName = String.valueOf(file.getFileName());
      return read(
          warehouse,
          Files.readString(file),
          where,
          fileName.endsWith(".json") ? fileName.substring(0, fileName.length() - 5) : fileName);
    } catch (IOException | InvalidPathException e) {
      throw Errors.wrongPolicy(
          where,
          "'"
              + name
              + "' is neither built in ("
              + String.join(", ", Policy.builtInNames())
              + ") nor a file that can be read: "
              + e,
          e);
    }
  }

  private static Policy read(Warehouse warehouse, String json, String where, String defaultName)
      throws SessionException {
    try {
      return new PolicyReader(
              warehouse.functions(), () -> EngineSetting.all(warehouse.engine()).keySet())
          .read(json, defaultName);
    } catch (PolicyException e) {
      throw Errors.wrongPolicy(where, e.getMessage(), e);
    }
  }
}
