package io.github.datafusionjdbc.policy.ast;

import org.apache.calcite.sql.SqlNode;

/** Hashes of canonical trees. */
public final class Fingerprints {
  private Fingerprints() {}

  /**
   * SHA-256 of the tree, as 64 lower-case hexadecimal digits. Positions do not count.
   *
   * @param maskLiterals whether values of literals do not count either
   * @throws AstPayloadException as {@link AstPayload#write}
   */
  public static String of(SqlNode root, boolean maskLiterals) {
    throw new AstPayloadException("no fingerprint yet");
  }
}
