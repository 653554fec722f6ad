package io.github.datafusionjdbc.policy.ast;

import org.apache.calcite.sql.SqlNode;

/** A statement's tree as versioned JSON. */
public final class AstPayload {
  /** The version that {@link #write} gives and {@link #read} takes. */
  public static final int VERSION = 1;

  private AstPayload() {}

  /**
   * The tree as canonical JSON: keys in fixed order, no white space, ASCII only.
   *
   * @throws AstPayloadException if the tree has a node that payloads of this version cannot hold
   */
  public static String write(SqlNode root) {
    throw new AstPayloadException("no payload yet");
  }

  /**
   * The tree that a payload describes.
   *
   * @throws AstPayloadException if the text is no payload, has another version, or names an operator
   *     that {@code operators} lacks
   */
  public static SqlNode read(String payload, OperatorLookup operators) {
    throw new AstPayloadException("no payload yet");
  }
}
