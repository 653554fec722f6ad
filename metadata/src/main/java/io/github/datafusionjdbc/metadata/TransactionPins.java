package io.github.datafusionjdbc.metadata;

/** The versions that a transaction has read, held until it ends. */
public final class TransactionPins {
  /** No table read yet. */
  public TransactionPins() {}
}
