package io.github.datafusionjdbc.metadata.informationschema;

import static io.github.datafusionjdbc.metadata.informationschema.Column.integer;
import static io.github.datafusionjdbc.metadata.informationschema.Column.name;
import static io.github.datafusionjdbc.metadata.informationschema.Column.number;
import static io.github.datafusionjdbc.metadata.informationschema.Column.text;
import static io.github.datafusionjdbc.metadata.informationschema.Column.yesNo;

import io.github.datafusionjdbc.metadata.SystemTableSource;
import io.github.datafusionjdbc.policy.FunctionCatalog;
import io.github.datafusionjdbc.policy.FunctionCatalog.Function;
import io.github.datafusionjdbc.policy.FunctionCatalog.Kind;
import io.github.datafusionjdbc.policy.FunctionCatalog.Signature;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The engine's functions, one routine for each known signature. They belong to no schema, so
 * catalog and schema are null.
 */
final class RoutineTables {
  /**
   * One way to call a function.
   *
   * @param kind how this way calls it
   * @param signature null if the engine does not tell
   */
  private record Routine(String specificName, Function function, Kind kind, Signature signature) {
    SqlType returnType() {
      return signature == null || signature.returnType() == null
          ? null
          : EngineTypeText.sqlType(signature.returnType());
    }
  }

  /**
   * A parameter, or the result.
   *
   * @param position counts from 1; 0 is the result
   */
  private record Parameter(Routine routine, int position, SqlType type) {
    boolean isResult() {
      return position == 0;
    }
  }

  private RoutineTables() {}

  static List<SystemTableSource> all(Supplier<FunctionCatalog> functions) {
    return List.of(routines(functions), parameters(functions));
  }

  private static SystemTableSource routines(Supplier<FunctionCatalog> functions) {
    return new RowTable<Routine>(
        "routines",
        (filters, model) -> routines(filters, functions.get()),
        List.of(
            text("specific_catalog"),
            text("specific_schema"),
            name("specific_name", Routine::specificName),
            text("routine_catalog"),
            text("routine_schema"),
            name("routine_name", routine -> routine.function.name()),
            name("routine_type", routine -> "FUNCTION"),
            text("data_type", routine -> typeName(routine.returnType())),
            name("routine_body", routine -> "EXTERNAL"),
            yesNo("is_deterministic", RoutineTables::isDeterministic),
            name("function_type", routine -> routine.kind.name()),
            text("remarks", routine -> routine.function.description())));
  }

  private static SystemTableSource parameters(Supplier<FunctionCatalog> functions) {
    return new RowTable<Parameter>(
        "parameters",
        (filters, model) -> routines(filters, functions.get()).flatMap(RoutineTables::parameters),
        List.of(
            text("specific_catalog"),
            text("specific_schema"),
            name("specific_name", parameter -> parameter.routine.specificName),
            integer("ordinal_position", Parameter::position),
            name("parameter_mode", parameter -> parameter.isResult() ? "OUT" : "IN"),
            yesNo("is_result", Parameter::isResult),
            text("parameter_name"),
            name("data_type", parameter -> parameter.type.typeName()),
            number("character_maximum_length", parameter -> parameter.type.characterLength()),
            number("character_octet_length", parameter -> parameter.type.octetLengthOrNull()),
            number("numeric_precision", parameter -> parameter.type.numericPrecision()),
            number("numeric_precision_radix", parameter -> parameter.type.radixOrNull()),
            number("numeric_scale", parameter -> parameter.type.numericScale()),
            number("datetime_precision", parameter -> parameter.type.datetimePrecision()),
            name("routine_name", parameter -> parameter.routine.function.name()),
            integer("type_code", parameter -> parameter.type.typeCode()),
            number("column_size", parameter -> parameter.type.columnSize()),
            number("decimal_digits", parameter -> parameter.type.decimalDigits())));
  }

  private static Stream<Routine> routines(NameFilters filters, FunctionCatalog functions) {
    return functions.functions().stream()
        .filter(function -> filters.admit("routine_name", function.name()))
        .flatMap(RoutineTables::routines)
        .filter(routine -> filters.admit("specific_name", routine.specificName));
  }

  /**
   * A function of one kind with one signature is its own specific name; several signatures are
   * numbered from 1. The engine tells no signature of a table function.
   */
  private static Stream<Routine> routines(Function function) {
    List<Kind> kinds = function.kinds().stream().sorted().toList();
    Kind kind = kinds.isEmpty() ? Kind.SCALAR : kinds.get(0);
    Stream<Routine> called = called(function, kind);
    return kind != Kind.TABLE && kinds.contains(Kind.TABLE)
        ? Stream.concat(
            called, Stream.of(new Routine(function.name() + "_table", function, Kind.TABLE, null)))
        : called;
  }

  private static Stream<Routine> called(Function function, Kind kind) {
    List<Signature> signatures = function.signatures();
    String name = function.name();
    return switch (signatures.size()) {
      case 0 -> Stream.of(new Routine(name, function, kind, null));
      case 1 -> Stream.of(new Routine(name, function, kind, signatures.get(0)));
      default ->
          IntStream.range(0, signatures.size())
              .mapToObj(i -> new Routine(name + "_" + (i + 1), function, kind, signatures.get(i)));
    };
  }

  private static Stream<Parameter> parameters(Routine routine) {
    if (routine.signature == null) {
      return Stream.empty();
    }
    SqlType returnType = routine.returnType();
    List<String> types = routine.signature.parameterTypes();
    return Stream.concat(
        returnType == null ? Stream.empty() : Stream.of(new Parameter(routine, 0, returnType)),
        IntStream.range(0, types.size())
            .mapToObj(i -> new Parameter(routine, i + 1, EngineTypeText.sqlType(types.get(i)))));
  }

  private static boolean isDeterministic(Routine routine) {
    return routine.function.volatility().toLowerCase(Locale.ROOT).equals("immutable");
  }

  private static String typeName(SqlType type) {
    return type == null ? null : type.typeName();
  }
}
