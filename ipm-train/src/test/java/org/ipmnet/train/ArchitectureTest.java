// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of docs/ARCHITECTURE.md that no compiler checks. */
@AnalyzeClasses(packages = "org.ipmnet", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule nothingKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ipmnet.train.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.ipmnet.train.cli");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ipmnet.train.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices().matching("org.ipmnet.(*.*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule randomDrawsComeFromTheRunsStreams =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .callMethod(Math.class, "random");
}
