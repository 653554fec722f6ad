package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.DataFusionConnection;
import io.github.datafusionjdbc.DataFusionDataSource;
import io.github.datafusionjdbc.DataFusionResultSet;
import io.github.datafusionjdbc.Database;
import io.github.datafusionjdbc.NativeLeakCheck;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method of every interface of JDBC, with usual, odd and missing arguments: an answer or a
 * SQLException, on open objects and on closed ones, never another exception.
 */
@ExtendWith(NativeLeakCheck.class)
class EveryMethodTest {
  @RegisterExtension static final Database DATABASE = new Database();

  private static final String QUERY =
      "select 1 as a, 'x' as b, null as c, array[1, 2] as d, struct(1, 'x') as e,"
          + " timestamp '2024-01-01 00:00:00' as f from generate_series(1, 3)";

  /** Methods of closed objects that JDBC 4.3 lets answer. */
  private static final Set<String> ANSWER_WHEN_CLOSED =
      Set.of(
          "close",
          "isClosed",
          "isValid",
          "abort",
          "free",
          "isWrapperFor",
          "unwrap",
          "beginRequest",
          "endRequest",
          "artifact",
          // defaults of java.sql.Statement, which do not look at the statement
          "enquoteLiteral",
          "enquoteNCharLiteral",
          "enquoteIdentifier",
          "isSimpleIdentifier");

  /** Defaults of java.sql.Statement whose Javadoc promises a NullPointerException. */
  private static final Set<String> NULL_POINTER_PROMISED =
      Set.of("enquoteLiteral", "enquoteNCharLiteral", "enquoteIdentifier", "isSimpleIdentifier");

  /** Makes the object whose methods are called. */
  @FunctionalInterface
  interface Maker {
    Object make() throws SQLException;
  }

  /** A maker with the interface to walk. */
  record Subject(String name, Class<?> type, Maker maker) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Connection connection() {
    return DATABASE.connection();
  }

  private static ResultSet onRow(String sql) throws SQLException {
    ResultSet result = connection().createStatement().executeQuery(sql);
    result.next();
    return result;
  }

  private static PreparedStatement prepared() throws SQLException {
    return connection().prepareStatement("select ? + 1, ?");
  }

  static Stream<Subject> open() {
    return Stream.of(
        new Subject(
            "connection",
            DataFusionConnection.class,
            () -> DriverManager.getConnection("jdbc:datafusion:")),
        new Subject("statement", Statement.class, () -> connection().createStatement()),
        new Subject("prepared statement", PreparedStatement.class, EveryMethodTest::prepared),
        new Subject("result on a row", DataFusionResultSet.class, () -> onRow(QUERY)),
        new Subject(
            "result before its first row",
            DataFusionResultSet.class,
            () -> connection().createStatement().executeQuery(QUERY)),
        new Subject("result metadata", ResultSetMetaData.class, () -> onRow(QUERY).getMetaData()),
        new Subject(
            "parameter metadata", ParameterMetaData.class, () -> prepared().getParameterMetaData()),
        new Subject("metadata", DatabaseMetaData.class, () -> connection().getMetaData()),
        new Subject("array", Array.class, () -> onRow(QUERY).getArray("d")),
        new Subject("struct", Struct.class, () -> onRow(QUERY).getObject("e")),
        new Subject("driver", Driver.class, () -> DriverManager.getDriver("jdbc:datafusion:")),
        new Subject("data source", DataSource.class, EveryMethodTest::dataSource));
  }

  private static DataSource dataSource() {
    DataFusionDataSource source = new DataFusionDataSource();
    source.setUrl("jdbc:datafusion:");
    return source;
  }

  static Stream<Subject> closed() {
    return Stream.of(
        new Subject(
            "connection",
            DataFusionConnection.class,
            () -> {
              Connection connection = DriverManager.getConnection("jdbc:datafusion:");
              connection.close();
              return connection;
            }),
        new Subject(
            "statement",
            Statement.class,
            () -> {
              Statement statement = connection().createStatement();
              statement.close();
              return statement;
            }),
        new Subject(
            "prepared statement",
            PreparedStatement.class,
            () -> {
              PreparedStatement statement = prepared();
              statement.close();
              return statement;
            }),
        new Subject(
            "result",
            DataFusionResultSet.class,
            () -> {
              ResultSet result = onRow(QUERY);
              result.close();
              return result;
            }),
        new Subject(
            "result of a closed connection",
            DataFusionResultSet.class,
            () -> {
              try (Connection connection = DriverManager.getConnection("jdbc:datafusion:")) {
                ResultSet result = connection.createStatement().executeQuery(QUERY);
                result.next();
                return result;
              }
            }),
        new Subject(
            "array",
            Array.class,
            () -> {
              Array array = onRow(QUERY).getArray("d");
              array.free();
              return array;
            }));
  }

  @ParameterizedTest
  @MethodSource("open")
  void everyMethodOfAnOpenObjectAnswersOrThrowsSqlExceptions(Subject subject) throws Exception {
    List<String> faults = new ArrayList<>();
    for (Method method : methods(subject.type)) {
      if (method.getName().equals("exportArrowStream")) {
        continue; // writes to whatever address it is given
      }
      Object target = subject.maker.make();
      for (Object[] arguments : argumentsOf(method)) {
        String call = method.getName() + Arrays.toString(arguments);
        try {
          Object answer = method.invoke(target, arguments);
          closeQuietly(answer);
        } catch (InvocationTargetException e) {
          describeFault(method, e.getCause(), call, faults);
        }
      }
      closeQuietly(target);
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("closed")
  void everyMethodOfAClosedObjectThrowsSqlExceptions(Subject subject) throws Exception {
    List<String> faults = new ArrayList<>();
    Object target = subject.maker.make();
    for (Method method : methods(subject.type)) {
      for (Object[] arguments : argumentsOf(method)) {
        String call = method.getName() + Arrays.toString(arguments);
        try {
          method.invoke(target, arguments);
          if (!ANSWER_WHEN_CLOSED.contains(method.getName())) {
            faults.add(call + " answers");
          }
        } catch (InvocationTargetException e) {
          describeFault(method, e.getCause(), call, faults);
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  private static void describeFault(
      Method method, Throwable thrown, String call, List<String> faults) {
    if (thrown instanceof SQLException exception) {
      boolean fromTheDefault = NULL_POINTER_PROMISED.contains(method.getName());
      boolean hasState =
          exception.getSQLState() != null || exception instanceof SQLFeatureNotSupportedException;
      if (!fromTheDefault && (!hasState || exception.getMessage().contains("unexpectedly"))) {
        faults.add(call + " throws " + exception + " with state " + exception.getSQLState());
      }
    } else if (!(thrown instanceof NullPointerException
        && NULL_POINTER_PROMISED.contains(method.getName()))) {
      faults.add(call + " throws " + thrown);
    }
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .toList();
  }

  private static void closeQuietly(Object object) throws Exception {
    if (object instanceof AutoCloseable closeable && object != connection()) {
      closeable.close();
    }
  }

  /** Each argument's first value with each other one, so that every value occurs. */
  private static List<Object[]> argumentsOf(Method method) {
    List<List<Object>> choices =
        Arrays.stream(method.getParameterTypes()).map(EveryMethodTest::valuesOf).toList();
    List<Object[]> all = new ArrayList<>();
    all.add(choices.stream().map(values -> values.get(0)).toArray());
    for (int i = 0; i < choices.size(); i++) {
      for (Object value : choices.get(i).subList(1, choices.get(i).size())) {
        Object[] arguments = choices.stream().map(values -> values.get(0)).toArray();
        arguments[i] = value;
        all.add(arguments);
      }
    }
    return all;
  }

  private static List<Object> valuesOf(Class<?> type) {
    if (type == int.class) {
      return List.of(1, 0, -1, 99, Integer.MAX_VALUE, Integer.MIN_VALUE);
    } else if (type == long.class) {
      return List.of(1L, 0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE);
    } else if (type.isPrimitive()) {
      return List.of(java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0));
    }
    List<Object> values = new ArrayList<>(ODD_VALUES.getOrDefault(type, List.of()));
    values.add(null);
    return values;
  }

  private static final Map<Class<?>, List<Object>> ODD_VALUES =
      Map.ofEntries(
          Map.entry(String.class, List.of("a", "", "%", "\\", "\ud800x\u0000")),
          Map.entry(Object.class, List.of("1", new Object())),
          Map.entry(Class.class, List.of(String.class, int.class, Map.class, Connection.class)),
          Map.entry(int[].class, List.of(new int[] {1}, new int[0])),
          Map.entry(String[].class, List.of(new String[] {"TABLE", null}, new String[0])),
          Map.entry(Object[].class, List.of(new Object[] {1, null}, new Object[] {new Object()})),
          Map.entry(Map.class, List.of(new HashMap<>())),
          Map.entry(Calendar.class, List.of(Calendar.getInstance())),
          Map.entry(Properties.class, List.of(new Properties())),
          Map.entry(InputStream.class, List.of(new ByteArrayInputStream(new byte[] {1, 2}))),
          Map.entry(Reader.class, List.of(new StringReader("x"))),
          Map.entry(SQLType.class, List.of(JDBCType.INTEGER, JDBCType.STRUCT)),
          Map.entry(byte[].class, List.of(new byte[] {1})),
          Map.entry(Executor.class, List.of((Executor) Runnable::run)));
}
