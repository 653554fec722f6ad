package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.EngineException;
import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.metadata.EngineSetting;
import java.util.Map;
import java.util.TreeMap;

/**
 * The engine's settings of a connection, and its session with them. A change opens another session;
 * statements that run keep the one that they began with.
 */
final class EngineSettings implements AutoCloseable {
  private final Engine engine;
  private final Map<String, String> initial;
  private final TreeMap<String, String> current;
  private Session session;
  private Map<String, EngineSetting> defaults;

  /**
   * @param initial what the connection begins with, beside the engine's defaults
   */
  EngineSettings(Engine engine, Map<String, String> initial) {
    this.engine = engine;
    this.initial = Map.copyOf(initial);
    this.current = new TreeMap<>(initial);
    this.session = engine.openSession(initial);
  }

  /** The session for the next statement. */
  synchronized Session session() {
    return session;
  }

  /** What was changed since the connection began, by name. */
  synchronized Map<String, String> changed() {
    TreeMap<String, String> changed = new TreeMap<>(current);
    changed.entrySet().removeAll(initial.entrySet());
    return changed;
  }

  /**
   * Changes a setting.
   *
   * @param value null for the value that the connection began with
   * @throws SessionException 42704 if there is no such setting, 22023 if it has no such value
   */
  synchronized void change(String name, String value) throws SessionException {
    checkExists(name);
    TreeMap<String, String> next = new TreeMap<>(current);
    String wanted = value == null ? initial.get(name) : value;
    if (wanted == null) {
      next.remove(name);
    } else {
      next.put(name, wanted);
    }
    Session opened;
    try {
      opened = engine.openSession(next);
    } catch (EngineException e) {
      throw Errors.settingValue(e);
    }
    Session before = session;
    session = opened;
    current.clear();
    current.putAll(next);
    before.close();
  }

  /**
   * Tells a setting from a name that is none.
   *
   * @throws SessionException 42704 for the latter
   */
  void checkExists(String name) throws SessionException {
    if (!all().containsKey(name)) {
      throw Errors.unknownSetting(name);
    }
  }

  /** All settings with their values, by name. */
  synchronized Map<String, EngineSetting> all() {
    if (defaults == null) {
      defaults = EngineSetting.all(engine);
    }
    TreeMap<String, EngineSetting> all = new TreeMap<>(defaults);
    current.forEach(
        (name, value) ->
            all.computeIfPresent(
                name, (n, known) -> new EngineSetting(value, known.description())));
    return all;
  }

  @Override
  public synchronized void close() {
    session.close();
  }
}
