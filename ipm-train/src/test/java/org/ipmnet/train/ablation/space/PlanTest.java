// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.ipmnet.IpmNetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a space file makes, and what it is refused for. */
class PlanTest {
  private static final Path CONFIGS = Path.of(System.getProperty("ipm.root"), "configs");
  private static final String REST =
      "\nbudget: {candidates: 40}\nscore: {measure: transfer-error}\n";

  @TempDir private Path folder;

  private Plan plan(String yaml, String... assignments) throws IOException {
    Path file = folder.resolve("space.yaml");
    Files.writeString(
        file,
        String.format(Locale.ROOT, "base: %s%n%s%s", CONFIGS.resolve("demo.yaml"), yaml, REST));
    return Plan.of(Space.load(file), List.of(), List.of(assignments));
  }

  private String refusal(String yaml) {
    String message = assertThrows(UserError.class, () -> plan(yaml)).getMessage();
    assertTrue(message.contains("space.yaml"), message);
    assertEquals(1, message.lines().count());
    return message;
  }

  private static IpmNetConfig model(PlannedRun run) {
    return (IpmNetConfig) config(run).model();
  }

  private static RunConfig config(PlannedRun run) {
    return RunConfig.of(ConfigTree.parse(run.id(), run.config()));
  }

  @Test
  void aGridIsEveryCombinationBehindTheBase() throws IOException {
    Plan plan =
        plan(
            """
            search: grid
            seeds: 2
            axes:
              loss.background: {values: [1, 2]}
              network.generator.norm: {values: [layer]}
              optimizer.learning-rate: {log-uniform: [1e-4, 1e-2], steps: 3}
            """);
    assertEquals(7, plan.points().size());
    assertEquals(14, plan.runs().size());
    assertTrue(plan.points().get(0).isBase());
    assertEquals(
        List.of(1e-4, 1e-3, 1e-2, 1e-4, 1e-3, 1e-2),
        plan.runs().stream()
            .filter(run -> !run.point().isBase() && run.seed() == 1)
            .map(run -> model(run).optimizer().learningRate())
            .toList());
    PlannedRun last = plan.runs().get(13);
    assertEquals(2, last.seed());
    assertEquals(2, config(last).seed());
    assertEquals(2, model(last).loss().background());
    assertEquals("layer", last.point().values().get("network.generator.norm"));
    assertEquals(RunConfig.load(CONFIGS.resolve("demo.yaml"), List.of()), plan.base());
  }

  @Test
  void randomDrawsStayWithinTheirAxesAndComeAgain() throws IOException {
    String yaml =
        """
        search: random
        axes:
          loss.style: {continuous: [0.5, 2]}
          optimizer.learning-rate: {log-uniform: [1e-5, 1e-3]}
          network.dim: {integer: [8, 12]}
          data.texture: {values: [none, sobel, high-contrast]}
        """;
    Plan plan = plan(yaml);
    assertEquals(41, plan.points().size());
    int small = 0;
    for (PlannedRun run : plan.runs().subList(1, 41)) {
      IpmNetConfig model = model(run);
      assertTrue(model.loss().style() >= 0.5 && model.loss().style() <= 2);
      assertTrue(model.network().dim() >= 8 && model.network().dim() <= 12);
      double rate = model.optimizer().learningRate();
      assertTrue(rate >= 1e-5 && rate <= 1e-3);
      small += rate < 1e-4 ? 1 : 0;
    }
    assertTrue(small > 10 && small < 30, "half of the logarithms, " + small);
    assertEquals(4, plan.runs().stream().map(r -> config(r).data().texture()).distinct().count());
    assertEquals(plan.runs(), plan(yaml).runs());
    assertFalse(plan.runs().get(1).config().equals(plan(yaml, "seed=2").runs().get(1).config()));
  }

  @Test
  void aListTakesFilesOfDifferences() throws IOException {
    Plan plan =
        plan(
            String.format(
                Locale.ROOT,
                """
            search: list
            settings: {loss: {style: 3}}
            files: [%1$s/ablation/no-identity.yaml, %1$s/ablation/style-reference.yaml]
            """,
                CONFIGS));
    assertEquals(List.of("base", "no-identity"), plan.points().stream().map(Point::name).toList());
    assertEquals("base", plan.same().get("style-reference"));
    assertEquals(0, model(plan.runs().get(1)).loss().identity());
    assertEquals(3, model(plan.runs().get(1)).loss().style());
  }

  /** Every file goes over every base that its side allows. */
  @Test
  void everyFileOfDifferencesGoesOverEveryBase() throws IOException {
    for (String base : List.of("paper.yaml", "release.yaml", "demo.yaml")) {
      try (Stream<Path> files = Files.list(CONFIGS.resolve("ablation"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
          RunConfig.of(ConfigTree.load(CONFIGS.resolve(base)).withFile(file));
        }
      }
    }
  }

  @Test
  void everySpaceThatComesAlongCanBePlanned() throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS.resolve("ablation/spaces"))) {
      for (Path file : files.toList()) {
        Plan plan = Plan.of(Space.load(file), List.of(), List.of());
        assertTrue(plan.runs().stream().noneMatch(PlannedRun::isRefused), file.toString());
        assertTrue(plan.same().isEmpty(), file + " " + plan.same());
      }
    }
  }

  @Test
  void anUnknownKeyIsRefused() throws IOException {
    String message = refusal("search: grid\naxes: {loss.styel: {values: [0, 1]}}");
    assertTrue(message.contains("unknown key loss.styel"), message);
    assertTrue(refusal("search: grid\naxes: {loss.style.x: {values: [0]}}").contains("loss.style"));
    Path file = folder.resolve("typo.yaml");
    Files.writeString(file, "data: {texturr: none}\n");
    message = refusal("search: list\nfiles: [typo.yaml]");
    assertTrue(message.contains("unknown key data.texturr"), message);
    message = refusal("search: grid\nsettings: {lss: {}}\naxes: {loss.style: {values: [0]}}");
    assertTrue(message.contains("unknown key lss"), message);
    message = refusal("search: gird\naxes: {loss.style: {values: [0]}}");
    assertTrue(message.contains("search must be one of list, grid, random"), message);
    message = refusal("search: grid\naxes: {loss.style: {value: [0]}}");
    assertTrue(message.contains("unknown key axes.loss.style.value"), message);
  }

  @Test
  void aBadValueIsARunThatCannotBe() throws IOException {
    Plan plan = plan("search: grid\naxes: {network.dim: {values: [8, 0]}}");
    assertFalse(plan.runs().get(1).isRefused());
    assertTrue(plan.runs().get(2).isRefused());
    assertTrue(plan.runs().get(2).refusal().contains("dim must lie between 1 and 512, found 0"));
    assertTrue(
        refusal("search: grid\naxes: {network.dim: {values: [0, x]}}")
            .contains("no candidate can be trained"));
  }

  @Test
  void contradictionsAreRefused() {
    for (String axis :
        List.of(
            "seed: {values: [1, 2]}",
            "loss.style: {continuous: [2, 1]}",
            "loss.style: {log-uniform: [0, 1]}",
            "loss.style: {integer: [0, 1], values: [3]}",
            "loss.style: {}",
            "loss.style: {values: []}",
            "loss.style: {values: [0, ~]}",
            "loss.style: {continuous: [0, ~]}",
            "loss: {values: [{style: 1}]}, loss.style: {values: [0]}")) {
      refusal(String.format(Locale.ROOT, "search: grid\naxes: {%s}", axis));
    }
    refusal("search: grid\nfiles: [a.yaml]\naxes: {loss.style: {values: [0]}}");
    refusal("search: list\naxes: {loss.style: {values: [0]}}");
    refusal("search: ~\naxes: {loss.style: {values: [0]}}");
    refusal("search: grid\nevaluation: {split: ~}\naxes: {loss.style: {values: [0]}}");
    refusal("search: list\nfiles: [nowhere.yaml]");
    refusal("search: grid\naxes: {loss.style: {values: [1]}}"); // the base's own
  }

  @Test
  void earlyStoppingMeasuresOnTheWay() throws IOException {
    Plan plan =
        plan(
            "search: grid\nearly-stopping: {every: 7, after: 20}\naxes: {loss.style: {values: [0]}}");
    assertEquals(7, config(plan.runs().get(1)).log().measuresEvery());
    assertEquals(3, plan.space().config().earlyStopping().runs());
  }
}
