package io.github.datafusionjdbc.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.datafusionjdbc",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheJdkAndTwoSmallLibrariesOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.github.datafusionjdbc.engine",
              "java..",
              "com.fasterxml.jackson.core..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule knowsNoJdbc =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule declaresNativeMethodsInOnePlace =
      methods()
          .that()
          .haveModifier(JavaModifier.NATIVE)
          .should()
          .beDeclaredInClassesThat()
          .haveSimpleName("Native");
}
