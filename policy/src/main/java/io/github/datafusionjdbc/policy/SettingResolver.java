package io.github.datafusionjdbc.policy;

import io.github.datafusionjdbc.policy.ast.TypedNode;
import io.github.datafusionjdbc.policy.command.ChangeSetting;
import io.github.datafusionjdbc.policy.command.StatementCommand;
import io.github.datafusionjdbc.policy.session.SetNode;
import java.util.List;
import java.util.Optional;

/** SET and RESET. Some settings no policy opens: every statement relies on them. */
final class SettingResolver implements CommandResolver {
  private static final List<String> CLOSED =
      List.of("datafusion.sql_parser.", "datafusion.catalog.", "datafusion.runtime.");

  private static final List<String> TIME_ZONE =
      List.of("datafusion.execution.time_zone", "timezone", "time.zone");

  private final SetNode set;

  SettingResolver(SetNode set) {
    this.set = set;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.SET;
  }

  @Override
  public void resolve() throws StatementRefused {
    String name = set.settingName();
    for (String closed : CLOSED) {
      if (name.startsWith(closed)) {
        throw Refusals.at(
            SqlState.INSUFFICIENT_PRIVILEGE,
            "setting '" + name + "' cannot be changed: statements rely on it",
            set.operand(0).getParserPosition(),
            name);
      }
    }
    if (TIME_ZONE.contains(name)) {
      throw Refusals.at(
          SqlState.FEATURE_NOT_SUPPORTED,
          "the time zone of a connection stays: open one with the key timezone",
          set.operand(0).getParserPosition(),
          name);
    }
  }

  @Override
  public StatementCommand command(TypedNode canonical) {
    return new ChangeSetting(
        set.settingName(),
        Optional.ofNullable(set.value()).map(value -> value.getValueAs(String.class)));
  }
}
