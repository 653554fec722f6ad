package io.github.datafusionjdbc.metadata;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.engine.ExternalTable;
import io.github.datafusionjdbc.engine.FileStatus;
import io.github.datafusionjdbc.engine.SystemFilter;
import io.github.datafusionjdbc.engine.SystemTable;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.engine.TableSource;
import io.github.datafusionjdbc.metadata.kernel.DeltaSnapshot;
import io.github.datafusionjdbc.policy.PreparedDefinition;
import io.github.datafusionjdbc.policy.Relation;
import io.github.datafusionjdbc.policy.RelationColumn;
import io.github.datafusionjdbc.policy.RelationKind;
import io.github.datafusionjdbc.policy.StatementCatalog;
import io.github.datafusionjdbc.policy.StatementRefused;
import io.github.datafusionjdbc.policy.TableRules;
import io.github.datafusionjdbc.policy.TableVersion;
import io.github.datafusionjdbc.policy.ViewDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The catalog as one statement sees it, and the engine's bindings for what it looked up. A table is
 * pinned to one version at its first look-up and stays so, whoever asks: the lane, or a system
 * table that lists columns. Not thread-safe: a statement is planned by one thread.
 */
public final class PinnedCatalog implements StatementCatalog, CatalogModel, AutoCloseable {
  /** A table that was looked up; version empty for the newest. */
  private record Name(String schema, String table, Optional<TableVersion> version) {}

  /** What a relation stands for: one of the four, or for a view none. */
  private record Bound(
      Relation relation,
      CachedSnapshot snapshot,
      SystemTableSource system,
      CatalogEntry.ExternalFiles external,
      CatalogEntry.TemporaryTable temporary) {

    static Bound of(Relation relation, CachedSnapshot snapshot) {
      return new Bound(relation, snapshot, null, null, null);
    }

    static Bound of(Relation relation, SystemTableSource system) {
      return new Bound(relation, null, system, null, null);
    }

    static Bound of(Relation relation, CatalogEntry entry) {
      return new Bound(
          relation,
          null,
          null,
          entry instanceof CatalogEntry.ExternalFiles external ? external : null,
          entry instanceof CatalogEntry.TemporaryTable table ? table : null);
    }

    boolean isView() {
      return snapshot == null && system == null && external == null && temporary == null;
    }
  }

  private final StatementTables tables;
  private final StatementScope scope;
  private final Map<String, Map<String, SystemTableSource>> systemTables = new LinkedHashMap<>();
  private final Map<Name, Bound> bound = new LinkedHashMap<>();
  private final Map<Bound, TableBinding> bindings = new LinkedHashMap<>();
  private final Map<TableBinding, SystemTableSource> systemBindings = new HashMap<>();
  private final List<CachedSnapshot> used = new ArrayList<>();
  private final List<ExternalTable> opened = new ArrayList<>();
  private final Map<String, List<FileStatus>> listed = new TreeMap<>();

  /**
   * @param systemTables those that every statement sees
   */
  PinnedCatalog(TableCatalog tables, List<SystemTableSource> systemTables, StatementScope scope) {
    this.tables = new StatementTables(tables, scope);
    this.scope = scope;
    systemTables.forEach(this::add);
    scope.systemTables().forEach(this::add);
  }

  private void add(SystemTableSource table) {
    systemTables
        .computeIfAbsent(table.schema(), schema -> new LinkedHashMap<>())
        .put(table.name(), table);
  }

  @Override
  public String catalogName() {
    return scope.catalogName();
  }

  @Override
  public String defaultSchema() {
    return scope.defaultSchema();
  }

  @Override
  public Optional<Relation> find(String schema, String table, Optional<TableVersion> version)
      throws StatementRefused {
    Name name = new Name(schema, table, version);
    Bound before = bound.get(name);
    if (before != null) {
      return Optional.of(before.relation());
    }
    Optional<Bound> found =
        systemTables.containsKey(schema)
            ? findSystemTable(schema, table, version)
            : findRelation(name);
    found.ifPresent(b -> bound.put(name, b));
    return found.map(Bound::relation);
  }

  private Optional<Bound> findSystemTable(
      String schema, String table, Optional<TableVersion> version) throws StatementRefused {
    SystemTableSource source = systemTables.get(schema).get(table);
    if (source == null) {
      return Optional.empty();
    }
    if (version.isPresent()) {
      throw CatalogErrors.systemTableHasNoVersions(schema + "." + table);
    }
    List<RelationColumn> columns =
        source.columns().stream()
            .map(column -> column(column.name(), column.type(), column.nullable()))
            .toList();
    Relation relation =
        new PinnedRelation(
            schema,
            table,
            table,
            OptionalLong.empty(),
            columns,
            RelationKind.SYSTEM_TABLE,
            TableRules.NONE,
            Optional.empty());
    return Optional.of(Bound.of(relation, source));
  }

  private Optional<Bound> findRelation(Name name) throws StatementRefused {
    try {
      if (!tables.isTemporary(name.schema(), name.table())) {
        Optional<CachedSnapshot> table = tables.pin(name.schema(), name.table(), name.version());
        if (table.isPresent()) {
          return table.map(snapshot -> bind(name, snapshot));
        }
      }
      Optional<CatalogEntry> entry = tables.entry(name.schema(), name.table());
      return entry.isEmpty() ? Optional.empty() : bind(name, entry.get());
    } catch (MetadataException e) {
      throw CatalogErrors.refusal(e);
    }
  }

  /** Empty for a Delta table that has an entry, but is not there. */
  private static Optional<Bound> bind(Name name, CatalogEntry entry) throws StatementRefused {
    if (entry instanceof CatalogEntry.View view) {
      ViewDefinition definition =
          new ViewDefinition(view.payload(), view.defaultSchema(), view.labels());
      Relation relation = relation(name, view.columns(), entry, Optional.of(definition));
      return Optional.of(Bound.of(relation, entry));
    } else if (entry instanceof CatalogEntry.TemporaryTable table) {
      if (name.version().isPresent()) {
        throw CatalogErrors.temporaryTableHasNoVersions(name.schema() + "." + name.table());
      }
      return Optional.of(Bound.of(relation(name, table), entry));
    } else if (entry instanceof CatalogEntry.ExternalFiles external) {
      if (name.version().isPresent()) {
        throw CatalogErrors.externalTableHasNoVersions(name.schema() + "." + name.table());
      }
      Relation relation = relation(name, external.columns(), entry, Optional.empty());
      return Optional.of(Bound.of(relation, entry));
    }
    return Optional.empty();
  }

  private static Relation relation(
      Name name, List<ArrowField> columns, CatalogEntry entry, Optional<ViewDefinition> view) {
    return new PinnedRelation(
        name.schema(),
        name.table(),
        name.table(),
        OptionalLong.empty(),
        columns.stream().map(c -> column(c.name(), c.type(), c.nullable())).toList(),
        entry.relationKind(),
        TableRules.NONE,
        view);
  }

  private static Relation relation(Name name, CatalogEntry.TemporaryTable table) {
    return new PinnedRelation(
        name.schema(),
        name.table(),
        name.table(),
        OptionalLong.empty(),
        table.definition().columns().stream()
            .map(c -> column(c.name(), c.type(), c.nullable()))
            .toList(),
        table.relationKind(),
        WriteRules.of(table.definition()),
        Optional.empty());
  }

  private Bound bind(Name name, CachedSnapshot cached) {
    DeltaSnapshot snapshot = cached.snapshot();
    if (name.version().isPresent()) {
      Optional<TableVersion> number = Optional.of(new TableVersion.Number(snapshot.version()));
      Bound same = bound.get(new Name(name.schema(), name.table(), number));
      if (same != null) {
        return same;
      }
    }
    List<RelationColumn> columns =
        snapshot.columns().stream()
            .map(column -> column(column.name(), column.type(), column.nullable()))
            .toList();
    Bound result =
        Bound.of(
            new PinnedRelation(
                name.schema(),
                name.table(),
                engineName(name, snapshot),
                OptionalLong.of(snapshot.version()),
                columns,
                RelationKind.TABLE,
                WriteRules.of(snapshot),
                Optional.empty()),
            cached);
    if (name.version().isPresent()) {
      TableVersion number = new TableVersion.Number(snapshot.version());
      bound.put(new Name(name.schema(), name.table(), Optional.of(number)), result);
    }
    return result;
  }

  private static RelationColumn column(String name, ArrowType type, boolean nullable) {
    return new RelationColumn(name, ArrowTypeText.of(type), nullable);
  }

  /** Another table may really be named {@code t@v3}. */
  private String engineName(Name name, DeltaSnapshot snapshot) {
    String wanted =
        name.version().isEmpty() ? name.table() : name.table() + "@v" + snapshot.version();
    while (isTaken(name.schema(), wanted)) {
      wanted += "@";
    }
    return wanted;
  }

  private boolean isTaken(String schema, String engineName) {
    return bound.values().stream()
        .map(Bound::relation)
        .anyMatch(other -> other.schema().equals(schema) && other.engineName().equals(engineName));
  }

  @Override
  public Optional<RelationKind> kind(String schema, String table) {
    Map<String, SystemTableSource> system = systemTables.get(schema);
    if (system != null) {
      return system.containsKey(table) ? Optional.of(RelationKind.SYSTEM_TABLE) : Optional.empty();
    }
    return Optional.ofNullable(tables.relations(schema).get(table));
  }

  @Override
  public Optional<PreparedDefinition> prepared(String name) {
    return tables.prepared(name);
  }

  @Override
  public Collection<String> schemas() {
    return schemaNames();
  }

  @Override
  public List<String> schemaNames() {
    TreeSet<String> names = new TreeSet<>(tables.schemas());
    names.addAll(systemTables.keySet());
    return List.copyOf(names);
  }

  @Override
  public Collection<String> tables(String schema) {
    Map<String, SystemTableSource> system = systemTables.get(schema);
    return system != null
        ? system.keySet().stream().sorted().toList()
        : tables.relations(schema).keySet();
  }

  @Override
  public List<TableEntry> tableEntries(String schema) {
    if (systemTables.containsKey(schema)) {
      return tables(schema).stream()
          .map(table -> new TableEntry(schema, table, TableType.SYSTEM_TABLE))
          .toList();
    }
    return tables.relations(schema).entrySet().stream()
        .map(e -> new TableEntry(schema, e.getKey(), type(e.getValue())))
        .toList();
  }

  private static TableType type(RelationKind kind) {
    return switch (kind) {
      case VIEW -> TableType.VIEW;
      case EXTERNAL_TABLE -> TableType.EXTERNAL_TABLE;
      case TEMPORARY_TABLE -> TableType.LOCAL_TEMPORARY;
      default -> TableType.BASE_TABLE;
    };
  }

  @Override
  public Optional<TableDetails> tableDetails(String schema, String table) {
    Map<String, SystemTableSource> system = systemTables.get(schema);
    if (system != null) {
      return Optional.ofNullable(system.get(table)).map(PinnedCatalog::details);
    }
    if (!tables.isTemporary(schema, table)) {
      Optional<CachedSnapshot> found = tables.pin(schema, table, Optional.empty());
      if (found.isPresent()) {
        return found.map(cached -> details(schema, table, cached.snapshot()));
      }
    }
    return tables.entry(schema, table).flatMap(entry -> details(schema, table, entry));
  }

  private static List<ColumnDetails> columns(List<ArrowField> fields) {
    return fields.stream()
        .map(f -> new ColumnDetails(f.name(), f.type(), f.nullable(), null, null, null, false))
        .toList();
  }

  private static Optional<TableDetails> details(String schema, String name, CatalogEntry entry) {
    if (entry instanceof CatalogEntry.View view) {
      return Optional.of(
          new TableDetails(
              schema,
              name,
              TableType.VIEW,
              view.comment(),
              columns(view.columns()),
              List.of(),
              List.of(),
              Map.of(),
              OptionalLong.empty(),
              null,
              view.sql()));
    } else if (entry instanceof CatalogEntry.ExternalFiles external) {
      return Optional.of(
          new TableDetails(
              schema,
              name,
              TableType.EXTERNAL_TABLE,
              null,
              columns(external.columns()),
              external.partitionColumns(),
              List.of(),
              external.options(),
              OptionalLong.empty(),
              String.join(", ", external.locations()),
              null));
    }
    if (entry instanceof CatalogEntry.TemporaryTable table) {
      return Optional.of(
          new TableDetails(
              schema,
              name,
              TableType.LOCAL_TEMPORARY,
              table.definition().comment(),
              table.definition().columns(),
              List.of(),
              table.definition().primaryKey(),
              Map.of(),
              OptionalLong.empty(),
              null,
              null));
    }
    return Optional.empty();
  }

  private static TableDetails details(SystemTableSource table) {
    return new TableDetails(
        table.schema(),
        table.name(),
        TableType.SYSTEM_TABLE,
        null,
        columns(table.columns()),
        List.of(),
        List.of(),
        Map.of(),
        OptionalLong.empty(),
        null,
        null);
  }

  private static TableDetails details(String schema, String table, DeltaSnapshot snapshot) {
    return new TableDetails(
        schema,
        table,
        TableType.BASE_TABLE,
        snapshot.comment(),
        snapshot.columns(),
        snapshot.partitionColumns(),
        snapshot.primaryKey(),
        snapshot.properties(),
        OptionalLong.of(snapshot.version()),
        snapshot.root(),
        null);
  }

  /**
   * One binding for each table that was looked up so far; its files are read at this point. A view
   * has none: the lane puts its query in its place.
   */
  public List<TableBinding> bindings() {
    return bindings(bound.values().stream().map(Bound::relation).toList());
  }

  private TableBinding bind(Bound b) {
    TableBinding binding =
        new TableBinding(
            catalogName(), b.relation().schema(), b.relation().engineName(), source(b));
    if (b.system() != null) {
      systemBindings.put(binding, b.system());
    }
    return binding;
  }

  private TableSource source(Bound b) {
    if (b.system() != null) {
      return new SystemTable(b.system().columns());
    }
    if (b.external() != null) {
      List<FileStatus> files = tables.files(b.external());
      ExternalTable external = tables.open(b.external(), files);
      opened.add(external);
      listed.put(b.relation().schema() + "." + b.relation().table(), files);
      return external;
    }
    if (b.temporary() != null) {
      return b.temporary().rows();
    }
    TableSource table = b.snapshot().use();
    used.add(b.snapshot());
    return table;
  }

  /**
   * The bindings of some of the tables that were looked up; of the others, such as a table that is
   * only written, no files are read.
   */
  public List<TableBinding> bindings(Collection<Relation> relations) {
    return bound.values().stream()
        .distinct()
        .filter(b -> !b.isView())
        .filter(b -> relations.contains(b.relation()))
        .map(b -> bindings.computeIfAbsent(b, this::bind))
        .toList();
  }

  /** Rows of the system tables among the relations. */
  public Map<TableBinding, ArrowRows> systemRows(Map<TableBinding, List<SystemFilter>> filters) {
    bound.values().stream()
        .filter(b -> b.system() != null)
        .forEach(b -> bindings.computeIfAbsent(b, this::bind));
    Map<TableBinding, ArrowRows> rows = new HashMap<>();
    systemBindings.forEach(
        (binding, source) ->
            rows.put(binding, source.rows(filters.getOrDefault(binding, List.of()), this)));
    return rows;
  }

  /**
   * The version that a relation of this statement is pinned to.
   *
   * @throws MetadataException 42809 if it is no Delta table
   */
  public DeltaSnapshot snapshot(Relation relation) {
    return bound.values().stream()
        .filter(b -> b.relation() == relation && b.snapshot() != null)
        .findFirst()
        .map(b -> b.snapshot().snapshot())
        .orElseThrow(() -> CatalogErrors.notATable(relation.schema() + "." + relation.table()));
  }

  /**
   * The versions of Delta tables that were pinned, in order of look-up. As long as nothing is known
   * to have changed, another statement has the same objects.
   */
  public List<DeltaSnapshot> snapshots() {
    return bound.values().stream()
        .distinct()
        .filter(b -> b.snapshot() != null)
        .map(b -> b.snapshot().snapshot())
        .toList();
  }

  /** Where all lies that was looked up: URIs of tables' folders and of external files. */
  public List<String> locations() {
    List<String> locations = new ArrayList<>();
    for (Bound b : bound.values()) {
      if (b.snapshot() != null) {
        locations.add(b.snapshot().snapshot().root());
      } else if (b.external() != null) {
        locations.addAll(b.external().locations());
      }
    }
    return locations;
  }

  /**
   * The temporary table that a relation of this statement is.
   *
   * @throws MetadataException 42809 if it is none
   */
  public CatalogEntry.TemporaryTable temporaryTable(Relation relation) {
    return bound.values().stream()
        .filter(b -> b.relation() == relation && b.temporary() != null)
        .findFirst()
        .map(Bound::temporary)
        .orElseThrow(() -> CatalogErrors.notATable(relation.schema() + "." + relation.table()));
  }

  /** What was pinned, for the record: Delta tables that the statement names. */
  public List<Pin> pins() {
    return bound.values().stream()
        .distinct()
        .filter(b -> b.snapshot() != null)
        .map(
            b ->
                new Pin(
                    b.relation().schema() + "." + b.relation().table(),
                    b.snapshot().snapshot().tableId(),
                    b.snapshot().snapshot().version()))
        .toList();
  }

  /** The files of external tables, by schema.table, as they were listed for this statement. */
  public Map<String, List<FileStatus>> externalFiles() {
    return Collections.unmodifiableMap(new TreeMap<>(listed));
  }

  /**
   * A pinned table.
   *
   * @param name schema.table
   * @param tableId the Delta table's id (metaData.id)
   * @param version its version
   */
  public record Pin(String name, String tableId, long version) {}

  @Override
  public void close() {
    used.forEach(CachedSnapshot::release);
    used.clear();
    opened.forEach(ExternalTable::close);
    opened.clear();
    tables.close();
    bindings.clear();
    systemBindings.clear();
  }
}
