package io.github.datafusionjdbc.jdbc;

import io.github.datafusionjdbc.engine.ArrowField;
import io.github.datafusionjdbc.engine.ArrowType;
import io.github.datafusionjdbc.session.Artifact;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;

/** Rows that are in memory: the elements of an array, or none. */
final class ListedRows implements RowSource {
  private final List<ArrowField> columns;
  private final ValueReader[] readers;
  private int rowCount;
  private volatile boolean closed;

  private ListedRows(List<ArrowField> columns, ValueReader[] readers, int rowCount) {
    this.columns = columns;
    this.readers = readers;
    this.rowCount = rowCount;
  }

  /** The result set of an array: the index of each element, from 1, and its value. */
  static ListedRows ofArray(
      ArrowType elementType, long firstIndex, List<Object> values, ZoneId zone) {
    List<Object> indexes =
        LongStream.range(firstIndex, firstIndex + values.size())
            .mapToObj(Object.class::cast)
            .toList();
    return new ListedRows(
        List.of(
            new ArrowField("INDEX", new ArrowType.Int(64, true), false),
            new ArrowField("VALUE", elementType, true)),
        new ValueReader[] {new ListReader(zone, indexes), new ListReader(zone, values)},
        values.size());
  }

  /** The keys that a statement without any generated. */
  static ListedRows noGeneratedKeys(ZoneId zone) {
    return new ListedRows(
        List.of(new ArrowField("GENERATED_KEY", new ArrowType.Int(64, true), true)),
        new ValueReader[] {new ListReader(zone, List.of())},
        0);
  }

  @Override
  public List<ArrowField> columns() {
    return columns;
  }

  @Override
  public ValueReader[] readers() {
    return readers;
  }

  @Override
  public int nextBatch() {
    int rows = rowCount;
    rowCount = 0;
    return rows;
  }

  /** Without effect: the rows are Java's own. */
  @Override
  public boolean readHere() {
    return true;
  }

  @Override
  public void exportArrowStream(long address, int rowsRead, long maxRows) throws SQLException {
    throw Errors.notSupported("exportArrowStream is for results of statements");
  }

  @Override
  public Artifact artifact() throws SQLException {
    throw Errors.notSupported("only the result of a statement has an artifact");
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** A column of values that a reader gave. */
  private static final class ListReader extends ValueReader {
    private final List<Object> values;

    ListReader(ZoneId zone, List<Object> values) {
      super(zone);
      this.values = values;
    }

    @Override
    boolean isNull(int row) {
      return values.get(row) == null;
    }

    @Override
    Object value(int row) {
      return values.get(row);
    }
  }
}
