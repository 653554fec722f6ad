package io.github.datafusionjdbc.policy;

/** A text that is read only so often: a regular expression may need more time than there is. */
final class BoundedText implements CharSequence {
  private static final int MAX_READS = 100_000;

  private final String text;
  private int reads;

  BoundedText(String text) {
    this.text = text;
  }

  /** The text was read too often. */
  static final class TooManyReads extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyReads() {
      super("more than " + MAX_READS + " reads", null, false, false);
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++reads > MAX_READS) {
      throw new TooManyReads();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
