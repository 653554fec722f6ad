package io.github.datafusionjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.datafusionjdbc.Database;
import io.github.datafusionjdbc.NativeLeakCheck;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(NativeLeakCheck.class)
class NestedValuesTest {
  @RegisterExtension static final Database DATABASE = new Database();

  @Test
  void anArrayHasItsElementsTypeAndNulls() throws SQLException {
    DATABASE.row(
        "select make_array(1, null, 3) a",
        row -> {
          Array array = row.getArray("a");
          assertThat(array.getArray()).isEqualTo(new Long[] {1L, null, 3L});
          assertThat(array.getBaseType()).isEqualTo(Types.BIGINT);
          assertThat(array.getBaseTypeName()).isEqualTo("bigint");
          assertThat(array.getArray(2, 2)).isEqualTo(new Long[] {null, 3L});
          assertThat(row.getString("a")).isEqualTo("[1, null, 3]");
          assertThat(row.getObject("a", Integer[].class)).isEqualTo(new Integer[] {1, null, 3});
          assertThat((Object) row.getObject("a", List.class))
              .isEqualTo(java.util.Arrays.asList(1L, null, 3L));
          assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("bigint array");
          assertThatThrownBy(() -> array.getArray(0, 1)).isInstanceOf(SQLException.class);
          array.free();
          assertThatThrownBy(array::getArray).hasMessageContaining("free()");
        });
  }

  @Test
  void theResultSetOfAnArrayHasIndexAndValue() throws SQLException {
    DATABASE.row(
        "select make_array('a', null) a",
        row -> {
          try (ResultSet elements = row.getArray(1).getResultSet()) {
            assertThat(elements.next()).isTrue();
            assertThat(elements.getInt("INDEX")).isEqualTo(1);
            assertThat(elements.getString("VALUE")).isEqualTo("a");
            assertThat(elements.next()).isTrue();
            assertThat(elements.getLong(1)).isEqualTo(2);
            assertThat(elements.getString(2)).isNull();
            assertThat(elements.wasNull()).isTrue();
            assertThat(elements.next()).isFalse();
          }
        });
  }

  @Test
  void anArrayStaysReadableAfterItsResultHasMovedOn() throws SQLException {
    try (Statement statement = DATABASE.connection().createStatement()) {
      Array array;
      try (ResultSet result = statement.executeQuery("select make_array('x', 'y') a")) {
        result.next();
        array = result.getArray(1);
      }
      assertThat(array.getArray()).isEqualTo(new String[] {"x", "y"});
    }
  }

  @Test
  void aStructGivesItsAttributesInOrder() throws SQLException {
    DATABASE.row(
        "select named_struct('a', 1, 'b', 'it''s \"q\"', 'c', make_array(1.5)) s",
        row -> {
          Struct struct = (Struct) row.getObject("s");
          assertThat(struct.getAttributes()[0]).isEqualTo(1L);
          assertThat(struct.getAttributes()[1]).isEqualTo("it's \"q\"");
          assertThat(struct.getSQLTypeName()).startsWith("struct(a bigint, b varchar");
          assertThat(row.getString("s"))
              .isEqualTo("{\"a\": 1, \"b\": \"it's \\\"q\\\"\", \"c\": [1.5]}");
          Map<?, ?> fields = row.getObject("s", Map.class);
          assertThat(fields.get("a")).isEqualTo(1L);
          assertThat(fields.keySet().toString()).isEqualTo("[a, b, c]");
        });
  }

  @Test
  void aMapKeepsItsOrderAndNulls() throws SQLException {
    DATABASE.row(
        "select map(make_array('k', 'j'), make_array(1, null)) m",
        row -> {
          Map<?, ?> map = (Map<?, ?>) row.getObject("m");
          assertThat(List.copyOf(map.keySet()).toString()).isEqualTo("[k, j]");
          assertThat(map.get("k")).isEqualTo(1L);
          assertThat(map.get("j")).isNull();
          assertThat(row.getString("m")).isEqualTo("{\"k\": 1, \"j\": null}");
          assertThat(row.getMetaData().getColumnType(1)).isEqualTo(Types.OTHER);
        });
  }
}
