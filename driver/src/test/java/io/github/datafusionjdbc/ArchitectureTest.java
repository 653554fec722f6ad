package io.github.datafusionjdbc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.datafusionjdbc.engine.Engine;
import io.github.datafusionjdbc.engine.Session;
import io.github.datafusionjdbc.engine.TableBinding;
import java.util.List;

/** The arrows between modules and packages, and the one way to the engine's planner. */
@AnalyzeClasses(packages = "io.github.datafusionjdbc", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.datafusionjdbc";
  private static final String ENGINE = ROOT + ".engine..";
  private static final String POLICY = ROOT + ".policy..";
  private static final String METADATA = ROOT + ".metadata..";
  private static final String SESSION = ROOT + ".session..";
  private static final String JDBC = ROOT + ".jdbc..";
  private static final String SHELL = ROOT + ".shell..";

  @ArchTest
  static final ArchRule onlyThePipelinePlansStatements =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(inSession("StatementPipeline"))
          .should()
          .callMethod(
              Session.class,
              "plan",
              String.class,
              List.class,
              io.github.datafusionjdbc.engine.CancelToken.class);

  @ArchTest
  static final ArchRule onlyMetadataAndTheEnginesVersionUseTheTemplateSession =
      noClasses()
          .that(
              DescribedPredicate.not(
                  resideInAPackage(METADATA)
                      .or(
                          DescribedPredicate.describe(
                              "the engine's version",
                              (JavaClass type) -> type.getSimpleName().equals("EngineVersion")))))
          .should()
          .callMethod(Engine.class, "templateQuery", String.class);

  @ArchTest
  static final ArchRule onlyThePipelineAsksTheLane =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(inSession("StatementPipeline"))
          .and()
          .resideOutsideOfPackage(POLICY)
          .should()
          .callMethod(
              io.github.datafusionjdbc.policy.PolicyLane.class,
              "admit",
              String.class,
              io.github.datafusionjdbc.policy.StatementCatalog.class);

  @ArchTest
  static final ArchRule theEngineKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  POLICY,
                  METADATA,
                  SESSION,
                  JDBC,
                  SHELL,
                  "org.apache.calcite..",
                  "io.delta..",
                  "java.sql.."));

  @ArchTest
  static final ArchRule theLaneKnowsNeitherEngineNorDeltaNorJdbc =
      noClasses()
          .that()
          .resideInAPackage(POLICY)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  ENGINE, METADATA, SESSION, JDBC, SHELL, "io.delta..", "java.sql.."));

  @ArchTest
  static final ArchRule metadataKnowsOnlyThePolicysInterfacesAndTheEngine =
      noClasses()
          .that()
          .resideInAPackage(METADATA)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(SESSION, JDBC, SHELL, "java.sql..", "org.apache.calcite.."));

  @ArchTest
  static final ArchRule theSessionHasNoTypeOfJavaSql =
      noClasses()
          .that()
          .resideInAPackage(SESSION)
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", JDBC, SHELL));

  @ArchTest
  static final ArchRule theShellUsesJdbcOnly =
      noClasses()
          .that()
          .resideInAPackage(SHELL)
          .should()
          .dependOnClassesThat(resideInAnyPackage(ENGINE, POLICY, METADATA, JDBC));

  @ArchTest
  static final ArchRule noPublicMethodShowsATypeOfALibrary =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(ROOT)
          .and()
          .arePublic()
          .should()
          .haveRawReturnType(
              resideInAnyPackage(ENGINE, "org.apache..", "io.delta..", "com.fasterxml.."));

  @ArchTest
  static final ArchRule bindingsAreMadeByTheCatalogOnly =
      classes()
          .that()
          .haveFullyQualifiedName(TableBinding.class.getName())
          .should()
          .onlyBeAccessed()
          .byAnyPackage(ENGINE, METADATA, SESSION);

  private static String inSession(String name) {
    return ROOT + ".session." + name;
  }
}
