package io.github.datafusionjdbc.policy.ast;

/** A tree that no payload can hold, or a payload that no tree can be made of. */
public final class AstPayloadException extends RuntimeException {
  AstPayloadException(String message) {
    super(message);
  }

  AstPayloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
