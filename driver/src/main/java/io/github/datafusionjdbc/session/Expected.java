package io.github.datafusionjdbc.session;

/** What a caller can take; a statement that gives something else is refused before it runs. */
public enum Expected {
  ROWS,
  UPDATE_COUNT,
  ANY;

  void check(boolean givesRows) throws SessionException {
    if (this == ROWS && !givesRows) {
      throw Errors.givesNoRows();
    } else if (this == UPDATE_COUNT && givesRows) {
      throw Errors.givesRows();
    }
  }
}
