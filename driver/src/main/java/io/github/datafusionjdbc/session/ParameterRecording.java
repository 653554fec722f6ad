package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.Parameters;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Whether artifacts hold the values of parameters. */
enum ParameterRecording {
  KEEP,
  REDACT;

  static ParameterRecording of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  /** The values as they are recorded; each NULL stays null unless they are masked. */
  List<String> recorded(Parameters parameters) {
    List<String> values = parameters.toStrings();
    return this == KEEP ? values : Collections.nCopies(values.size(), "***");
  }
}
