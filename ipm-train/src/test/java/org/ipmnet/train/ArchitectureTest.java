// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of docs/ARCHITECTURE.md that no compiler checks. */
@AnalyzeClasses(packages = "org.ipmnet", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> A_MODEL =
      resideInAPackage("org.ipmnet.*.(beautygan|cyclegan|ipmnet|munit)..");

  @ArchTest
  static final ArchRule modulesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("core")
          .definedBy("org.ipmnet.core..")
          .layer("data")
          .definedBy("org.ipmnet.data..")
          .layer("eval")
          .definedBy("org.ipmnet.eval..")
          .layer("train")
          .definedBy("org.ipmnet.train..")
          .whereLayer("train")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("eval")
          .mayOnlyBeAccessedByLayers("train")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("eval", "train");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices().matching("org.ipmnet.(**)").should().beFreeOfCycles();

  /** MUNIT is built of IPM-Net's blocks. */
  @ArchTest
  static final ArchRule modelsDoNotKnowEachOther =
      slices()
          .matching("org.ipmnet.*.(beautygan|cyclegan|ipmnet|munit)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("org.ipmnet.*.munit.."), resideInAPackage("org.ipmnet.*.ipmnet.."));

  @ArchTest
  static final ArchRule theSharedFrameKnowsNoModel =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.ipmnet.core.network",
              "org.ipmnet.core.tape",
              "org.ipmnet.train.adversarial",
              "org.ipmnet.train.loop",
              "org.ipmnet.train.optimizer")
          .should()
          .dependOnClassesThat(A_MODEL);

  @ArchTest
  static final ArchRule layersKnowNoNetwork =
      noClasses()
          .that()
          .resideInAnyPackage("org.ipmnet.core.vertex", "org.ipmnet.core.convolution")
          .should()
          .dependOnClassesThat(
              A_MODEL.or(
                  resideInAnyPackage(
                      "org.ipmnet.core.network",
                      "org.ipmnet.core.parsing",
                      "org.ipmnet.core.perceptual")));

  @ArchTest
  static final ArchRule picklesAreReadInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.ipmnet.core.weights..", "org.ipmnet.core.published..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.razorvine..");

  @ArchTest
  static final ArchRule nothingKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ipmnet.train.cli")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.ipmnet.train.cli", "picocli..");

  @ArchTest
  static final ArchRule randomDrawsComeFromTheRunsStreams =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager)");

  @ArchTest
  static void aNameStandsForOneClass(JavaClasses classes) {
    Map<String, List<String>> byName =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    byName.values().removeIf(names -> names.size() == 1);
    assertEquals(Map.of(), byName);
  }
}
