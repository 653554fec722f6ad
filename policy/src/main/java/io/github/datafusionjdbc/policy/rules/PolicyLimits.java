package io.github.datafusionjdbc.policy.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How much a statement may ask for; 0 is no limit.
 *
 * @param rows rows of a result
 * @param resultBytes bytes of a result, as they lie in memory
 * @param seconds time that the application waits for a statement and its result
 * @param nesting levels of the statement's tree
 */
public record PolicyLimits(long rows, long resultBytes, long seconds, int nesting) {
  static final PolicyLimits NONE = new PolicyLimits(0, 0, 0, 0);

  /** Whether a limit allows a number. */
  public static boolean allows(long limit, long number) {
    return limit == 0 || number <= limit;
  }

  /** What both allow. */
  PolicyLimits and(PolicyLimits other) {
    return new PolicyLimits(
        lower(rows, other.rows),
        lower(resultBytes, other.resultBytes),
        lower(seconds, other.seconds),
        (int) lower(nesting, other.nesting));
  }

  private static long lower(long a, long b) {
    return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
  }

  void write(ObjectNode json) {
    write(json, "rows", rows);
    write(json, "resultBytes", resultBytes);
    write(json, "seconds", seconds);
    write(json, "nesting", nesting);
  }

  private static void write(ObjectNode json, String name, long value) {
    if (value > 0) {
      json.put(name, value);
    }
  }
}
