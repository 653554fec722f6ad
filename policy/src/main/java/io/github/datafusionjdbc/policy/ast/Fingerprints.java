package io.github.datafusionjdbc.policy.ast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.calcite.sql.SqlNode;

/**
 * Hashes of canonical trees: two statements have one fingerprint if and only if their trees say the
 * same.
 *
 * <p>Names count exactly as they stand in the tree, and whether one was quoted does not count: in a
 * canonical tree unquoted names are folded already, so that {@code foo} and {@code "foo"} are one
 * name. Neither positions nor anything else of the text count.
 */
public final class Fingerprints {
  private Fingerprints() {}

  /**
   * SHA-256 of the tree, as 64 lower-case hexadecimal digits.
   *
   * @param maskLiterals whether to leave the values of literals out; their types stay, and so do
   *     numbers in GROUP BY and ORDER BY, which stand for columns
   * @throws AstPayloadException as {@link AstPayload#write(SqlNode)}
   */
  public static String of(SqlNode root, boolean maskLiterals) {
    String canonical =
        AstPayload.write(root, maskLiterals ? NodeWriter.Mode.SHAPE : NodeWriter.Mode.MEANING);
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(canonical.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
