package io.github.datafusionjdbc.tck.data;

import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One commit of Delta Kernel that makes a parquet file a table. */
final class DeltaCommit {
  private DeltaCommit() {}

  /**
   * Creates the table.
   *
   * @param duckdb asked for the file's statistics
   * @param folder the table's folder, in which the file lies
   * @param columns definitions as in {@link TpchSchema#columns}
   */
  static void create(Connection duckdb, Path folder, String columns, Path file)
      throws IOException, SQLException {
    StructType schema = schemaOf(columns);
    Engine engine = new LocalKernelEngine();
    Transaction transaction =
        TableManager.buildCreateTableTransaction(folder.toString(), schema, "datafusion-jdbc-tck")
            .build(engine);
    Row state = transaction.getTransactionState(engine);
    DataFileStatus added =
        new DataFileStatus(
            file.toString(),
            Files.size(file),
            Files.getLastModifiedTime(file).toMillis(),
            Optional.of(statisticsOf(duckdb, file, schema)));
    CloseableIterator<Row> actions =
        Transaction.generateAppendActions(
            engine,
            state,
            Utils.singletonCloseableIterator(added),
            Transaction.getWriteContext(engine, state, Map.of()));
    transaction.commit(engine, CloseableIterable.inMemoryIterable(actions));
  }

  private static StructType schemaOf(String columns) {
    StructType schema = new StructType();
    for (String column : columns.split(", ", -1)) {
      String[] nameAndType = column.split(" ", 2);
      schema = schema.add(nameAndType[0], typeOf(nameAndType[1]));
    }
    return schema;
  }

  private static DataType typeOf(String type) {
    return switch (type) {
      case "bigint" -> LongType.LONG;
      case "integer" -> IntegerType.INTEGER;
      case "varchar" -> StringType.STRING;
      case "date" -> DateType.DATE;
      case "decimal(15,2)" -> new DecimalType(15, 2);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static DataFileStatistics statisticsOf(Connection duckdb, Path file, StructType schema)
      throws SQLException {
    String aggregates =
        schema.fieldNames().stream()
            .map(name -> String.format(", min(%1$s), max(%1$s), count(*) - count(%1$s)", name))
            .collect(Collectors.joining());
    Map<Column, Literal> minimums = new HashMap<>();
    Map<Column, Literal> maximums = new HashMap<>();
    Map<Column, Long> nulls = new HashMap<>();
    try (Statement statement = duckdb.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*)" + aggregates + " from read_parquet('" + file + "')")) {
      row.next();
      int index = 2;
      for (String name : schema.fieldNames()) {
        Column column = new Column(name);
        DataType type = schema.get(name).getDataType();
        minimums.put(column, literal(row, index, type));
        maximums.put(column, literal(row, index + 1, type));
        nulls.put(column, row.getLong(index + 2));
        index += 3;
      }
      return new DataFileStatistics(row.getLong(1), minimums, maximums, nulls, Optional.of(true));
    }
  }

  private static Literal literal(ResultSet row, int index, DataType type) throws SQLException {
    if (type instanceof LongType) {
      return Literal.ofLong(row.getLong(index));
    }
    if (type instanceof IntegerType) {
      return Literal.ofInt(row.getInt(index));
    }
    if (type instanceof DateType) {
      return Literal.ofDate((int) row.getObject(index, LocalDate.class).toEpochDay());
    }
    if (type instanceof DecimalType decimal) {
      return Literal.ofDecimal(
          row.getBigDecimal(index), decimal.getPrecision(), decimal.getScale());
    }
    return Literal.ofString(row.getString(index));
  }
}
