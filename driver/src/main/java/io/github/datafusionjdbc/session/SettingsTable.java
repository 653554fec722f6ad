package io.github.datafusionjdbc.session;

/**
 * {@code diagnostics.settings}: the keys of the connection with their values. Options of object
 * stores, which may be secrets, are no keys and never here.
 */
final class SettingsTable extends DiagnosticsTable {
  private final ConnectionSettings settings;

  SettingsTable(ConnectionSettings settings) {
    super("settings");
    this.settings = settings;
    texts("name", "value", "default_value", "level", "description", "allowed");
  }

  @Override
  void write(Row row) {
    for (ConnectionKey key : ConnectionKey.values()) {
      row.text(key.keyName());
      row.text(settings.value(key));
      row.text(key.defaultValue());
      row.text(key.level().name());
      row.text(key.description());
      row.text(key.allowed());
      row.end();
    }
  }
}
