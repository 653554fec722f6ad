package io.github.datafusionjdbc.session;

/** {@code information_schema.df_settings}: the engine's settings as the connection has them. */
final class EngineSettingsTable extends DiagnosticsTable {
  private final EngineSettings settings;

  EngineSettingsTable(EngineSettings settings) {
    super("df_settings");
    this.settings = settings;
    texts("name", "value", "description");
  }

  @Override
  public String schema() {
    return "information_schema";
  }

  @Override
  void write(Row row) {
    settings
        .all()
        .forEach(
            (name, setting) -> {
              row.text(name);
              row.text(setting.value());
              row.text(setting.description());
              row.end();
            });
  }
}
