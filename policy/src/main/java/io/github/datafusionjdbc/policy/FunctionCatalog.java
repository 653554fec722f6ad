package io.github.datafusionjdbc.policy;

import java.util.Collection;
import java.util.List;

/** The functions that the engine has. */
public interface FunctionCatalog {
  /** What a function is. */
  enum Kind {
    SCALAR,
    AGGREGATE,
    WINDOW,
    TABLE
  }

  /**
   * A function with its known signatures.
   *
   * @param name lower case
   * @param kinds an engine may have one name as an aggregate and a window function
   * @param signatures known signatures, empty where the engine does not tell
   * @param volatility immutable, stable or volatile
   */
  record Function(
      String name,
      Collection<Kind> kinds,
      List<Signature> signatures,
      String volatility,
      String description) {}

  /**
   * One way to call a function.
   *
   * @param parameterTypes Arrow types as displayed
   * @param returnType Arrow type as displayed, or null if unknown
   */
  record Signature(List<String> parameterTypes, String returnType) {}

  /** The function of that name, ignoring ASCII case; null if there is none. */
  Function function(String name);

  /** All functions, ordered by name. */
  Collection<Function> functions();
}
