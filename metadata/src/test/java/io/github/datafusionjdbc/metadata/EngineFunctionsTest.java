package io.github.datafusionjdbc.metadata;

import static io.github.datafusionjdbc.metadata.TestWarehouse.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.datafusionjdbc.policy.FunctionCatalog;
import io.github.datafusionjdbc.policy.FunctionCatalog.Function;
import io.github.datafusionjdbc.policy.FunctionCatalog.Kind;
import io.github.datafusionjdbc.policy.FunctionCatalog.Signature;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine's functions, as its own information_schema tells of them. */
class EngineFunctionsTest {
  private static Warehouse warehouse;
  private static FunctionCatalog functions;

  @BeforeAll
  static void open() {
    warehouse = Warehouse.acquire(TestWarehouse.options(FEATURES), false);
    functions = warehouse.functions();
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @Test
  void functionsOfEveryKindAreThere() {
    assertThat(functions.function("upper").kinds()).containsExactly(Kind.SCALAR);
    assertThat(functions.function("sum").kinds()).containsExactly(Kind.AGGREGATE);
    assertThat(functions.function("row_number").kinds()).containsExactly(Kind.WINDOW);
    assertThat(functions.function("first_value").kinds()).contains(Kind.AGGREGATE);
    assertThat(functions.function("generate_series").kinds())
        .as("a list in an expression, rows in FROM")
        .containsExactlyInAnyOrder(Kind.SCALAR, Kind.TABLE);
  }

  @Test
  void namesAreFoundIgnoringCaseAndSorted() {
    assertThat(functions.function("UPPER")).isSameAs(functions.function("upper"));
    assertThat(functions.function("no_such_function")).isNull();
    List<String> names = functions.functions().stream().map(Function::name).toList();
    assertThat(names).isSorted().doesNotHaveDuplicates();
    assertThat(names).allMatch(name -> name.equals(name.toLowerCase(java.util.Locale.ROOT)));
    assertThat(names.size()).isGreaterThan(200);
  }

  @Test
  void signaturesAreWhatTheEngineTells() {
    assertThat(functions.function("starts_with").signatures())
        .contains(new Signature(List.of("String", "String"), "Boolean"));
    assertThat(functions.function("count").signatures())
        .allMatch(signature -> signature.returnType().equals("Int64"));
  }

  @Test
  void volatileFunctionsAreToldFromImmutableOnes() {
    assertThat(functions.function("upper").volatility()).isEqualTo("immutable");
    assertThat(functions.function("random").volatility()).isEqualTo("volatile");
    assertThat(functions.function("now").volatility()).isNotEqualTo("immutable");
  }

  @Test
  void functionsThatReadFilesAreNotAmongThem() {
    assertThat(functions.functions().stream().map(Function::name))
        .doesNotContain("read_parquet", "read_csv", "parquet_metadata");
  }
}
