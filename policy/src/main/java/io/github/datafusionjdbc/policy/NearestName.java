package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.sql.Ascii;
import java.util.Collection;

/** Finds what a mistyped name was meant to be. */
public final class NearestName {
  private NearestName() {}

  /** The candidate with the fewest edits, case ignored; null if none is near. */
  public static String of(String name, Collection<String> candidates) {
    String wanted = Ascii.lower(name);
    String nearest = null;
    int least = Math.min(3, (wanted.length() + 1) / 3) + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - wanted.length()) < least) {
        int distance = distance(wanted, Ascii.lower(candidate), least);
        if (distance < least) {
          least = distance;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  /** Insertions, deletions, replacements and swaps of neighbours; {@code limit} if no fewer. */
  private static int distance(String a, String b, int limit) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int best = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        best = Math.min(best, row[j]);
      }
      if (best >= limit) {
        return limit;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
