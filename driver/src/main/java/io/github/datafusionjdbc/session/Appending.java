package io.github.datafusionjdbc.session;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowRows;
import io.github.datafusionjdbc.engine.ArrowStreamTable;
import io.github.datafusionjdbc.engine.Parameters;
import io.github.datafusionjdbc.engine.Plan;
import io.github.datafusionjdbc.engine.RowFeed;
import io.github.datafusionjdbc.engine.TableBinding;
import io.github.datafusionjdbc.metadata.CatalogModel.ColumnDetails;
import io.github.datafusionjdbc.metadata.PinnedCatalog;
import io.github.datafusionjdbc.policy.StatementText;
import io.github.datafusionjdbc.policy.command.Insert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One INSERT of an appender, from its admission to its commit: rows of one run after another, or of
 * Arrow streams, then one commit. Its record is that of a statement. Closing it before the commit
 * gives the rows up; that may come from any thread, all else from one.
 */
final class Appending implements AutoCloseable {
  private final DatabaseSession session;
  private final Cancellation cancellation;
  private final Artifact artifact;
  private PinnedCatalog catalog;
  private Execution execution;
  private RowSink sink;
  private FedRows run;
  private boolean ended;

  private Appending(DatabaseSession session, String sql) {
    this.session = session;
    this.cancellation = session.cancellation(Duration.ZERO);
    this.artifact = session.artifact(Origin.USER, sql);
  }

  /**
   * Admits the INSERT.
   *
   * @param sql with a parameter for each column that is filled
   */
  static Appending open(DatabaseSession session, String sql, String schema)
      throws SessionException {
    Appending appending = new Appending(session, sql);
    session.log().started(appending.artifact);
    try {
      appending.admit(sql, schema);
      return appending;
    } catch (SessionException | RuntimeException e) {
      appending.end(e instanceof SessionException known ? known : Errors.of(e));
      throw e;
    }
  }

  private void admit(String sql, String schema) throws SessionException {
    session.keep(cancellation);
    session.keep(this);
    session.checkWritable();
    catalog = session.openCatalog(schema, cancellation);
    Admission admission =
        session.pipeline().admit(StatementText.of(sql), catalog, artifact.policy(), cancellation);
    artifact.admitted(admission);
    execution =
        new Execution(
            session, admission, catalog, Parameters.NONE, Optional.empty(), artifact, cancellation);
    sink = CommandExecutor.sink(execution, insert());
  }

  private Insert insert() {
    return (Insert) execution.statement().command().orElseThrow();
  }

  /** The table's columns of these names. */
  List<ColumnDetails> columns(List<String> names) throws SessionException {
    String schema = insert().target().schema();
    String table = insert().target().table();
    List<ColumnDetails> all =
        cancellation.run(() -> catalog.tableDetails(schema, table).orElseThrow().columns());
    List<ColumnDetails> found = new ArrayList<>();
    for (String name : names) {
      found.add(all.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow());
    }
    return found;
  }

  /**
   * Hands rows over, in a run of their own if there is none open.
   *
   * @param columns what the rows are
   */
  synchronized void push(List<AppendedColumn> columns, ArrowRows rows) throws SessionException {
    checkOpen();
    if (run == null) {
      List<ArrowField> fields = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        fields.add(new ArrowField(Insert.parameterColumn(i), columns.get(i).type(), true));
      }
      run = new FedRows(execution, sink, new RowFeed(fields));
    }
    run.push(rows);
  }

  /** Ends the run of rows, if there is one: the next may have other types. */
  synchronized void endRun() throws SessionException {
    checkOpen();
    if (run != null) {
      long before = sink.rows();
      try (FedRows ending = run) {
        run = null;
        ending.finish();
      } catch (SessionException e) {
        throw before == 0 ? e : AppendErrors.afterRows(before, e);
      }
    }
  }

  /** Takes the rows of an Arrow C stream; gives their number. */
  synchronized long take(long address, List<String> columns) throws SessionException {
    endRun();
    long before = sink.rows();
    try (ArrowStreamTable stream = cancellation.run(() -> new ArrowStreamTable(address))) {
      stream.rename(parametersOf(stream, columns));
      TableBinding binding = ParameterRelation.binding(catalog.catalogName(), stream);
      try (Plan plan = session.pipeline().planBatch(execution.admission(), binding, cancellation)) {
        sink.take(plan, Parameters.NONE, Map.of());
      }
    }
    return sink.rows() - before;
  }

  /** The parameters that a stream's columns are, found by their names. */
  private static List<String> parametersOf(ArrowStreamTable stream, List<String> columns)
      throws SessionException {
    List<String> given = stream.columns().stream().map(ArrowField::name).toList();
    for (String column : columns) {
      if (!given.contains(column)) {
        throw AppendErrors.streamLacks(column, given);
      }
    }
    List<String> parameters = new ArrayList<>();
    for (String column : given) {
      int index = columns.indexOf(column);
      if (index < 0 || parameters.contains(Insert.parameterColumn(index))) {
        throw AppendErrors.streamHas(column, columns);
      }
      parameters.add(Insert.parameterColumn(index));
    }
    return parameters;
  }

  /** Makes the rows the table's; gives their number. */
  synchronized long commit() throws SessionException {
    endRun();
    SessionException failure = null;
    try {
      return sink.commit();
    } catch (SessionException e) {
      failure = e;
      throw e;
    } finally {
      end(failure);
    }
  }

  private void checkOpen() throws SessionException {
    if (ended) {
      SessionException why = cancellation.reasonIfStopped();
      throw why == null ? AppendErrors.appenderClosed() : why;
    }
  }

  /** Gives the rows up, because of a failure. */
  void fail(SessionException failure) {
    cancellation.cancel();
    end(failure);
  }

  @Override
  public void close() {
    // a push that waits for the INSERT holds the lock until that ends
    cancellation.cancel();
    SessionException why = cancellation.reasonIfStopped();
    end(why == null ? AppendErrors.appenderGivenUp() : why);
  }

  private synchronized void end(SessionException failure) {
    if (ended) {
      return;
    }
    ended = true;
    if (run != null) {
      run.close();
    }
    if (sink != null) {
      sink.discard();
    }
    if (execution != null) {
      execution.admission().close();
    }
    if (catalog != null) {
      catalog.close();
    }
    session.forget(this);
    session.forget(cancellation);
    cancellation.close();
    session.log().ended(artifact, failure);
  }
}
