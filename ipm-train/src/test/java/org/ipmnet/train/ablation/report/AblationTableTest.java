// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.ipmnet.train.ablation.run.AblationLayout;
import org.ipmnet.train.ablation.run.RunOutcome;
import org.ipmnet.train.ablation.run.RunOutcome.Status;
import org.ipmnet.train.ablation.run.RunOutcomes;
import org.ipmnet.train.ablation.space.Plan;
import org.ipmnet.train.ablation.space.PlannedRun;
import org.ipmnet.train.ablation.space.Space;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Means, spreads, paired differences and notes, by numbers that can be followed by hand. */
class AblationTableTest {
  @TempDir private Path folder;
  private Plan plan;
  private RunOutcomes outcomes;

  @BeforeEach
  void plan() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("space.yaml"),
            String.format(
                Locale.ROOT,
                """
            base: %s
            search: grid
            axes: {loss.style: {values: [0, 2, 3, 4]}}
            seeds: 3
            budget: {iterations: 9}
            score: {measure: transfer-error}
            """,
                Path.of(System.getProperty("ipm.root"), "configs/demo.yaml")));
    plan = Plan.of(Space.load(file), List.of(), List.of());
    outcomes = new RunOutcomes(new AblationLayout(folder));
    Files.createDirectory(folder.resolve("results"));
    // base 0.5, 0.6, 0.7; the first candidate 0.10, 0.11 and 0.12 above, seed by seed
    scores(0, 0.5, 0.6, 0.7);
    scores(3, 0.6, 0.71, 0.82);
    scores(6, 0.4, 0.8, 0.6);
    scores(9, 0.3);
    save(10, Status.STOPPED, "hopeless, | at 5", Map.of());
    for (int i = 12; i < 15; i++) {
      save(i, Status.FAILED, "loss d_x is NaN at iteration 2", Map.of());
    }
  }

  private void scores(int first, double... values) {
    for (int i = 0; i < values.length; i++) {
      save(
          first + i,
          Status.COMPLETE,
          "",
          Map.of("transfer_error", values[i], "background_psnr", 20.0));
    }
  }

  private void save(int index, Status status, String reason, Map<String, Double> measures) {
    PlannedRun run = plan.runs().get(index);
    RunOutcome outcome = new RunOutcome(run.id(), status, reason, measures, 9, 10 + index % 3);
    outcomes.saveModel(
        new OptimizationResult(
            new Candidate<>(run, index, new double[0]), null, index, null, null, null),
        outcome);
    assertEquals(outcome, outcomes.of(run).orElseThrow());
  }

  @Test
  void theTableComparesSeedBySeed() {
    AblationTable table = AblationTable.of(plan, outcomes);
    assertEquals(
        List.of("base", "loss.style=3", "loss.style=2", "loss.style=0", "loss.style=4"),
        // 0.3 of one seed, then 0.6, 0.71; what has no score comes last
        table.rows().stream().map(row -> row.point().name()).toList());
    String[] lines = table.candidates().markdown().split("\n");
    // t(2 degrees) 4.3027 * 0.01 / sqrt(3) = 0.0248
    assertEquals("| base | 0.600 (0.100) | - |  | 3 | 11 s |  |", lines[2]);
    assertEquals(
        "| loss.style=0 | 0.710 (0.110) | +0.110 ± 0.025 | worse | 3 | 11 s |  |", lines[5]);
    // differences -0.1, 0.2, -0.1: mean 0, deviation 0.1732
    assertEquals(
        "| loss.style=2 | 0.600 (0.200) | 0.000 ± 0.430 | unclear | 3 | 11 s |  |", lines[4]);
    assertEquals(
        "| loss.style=3 | 0.300 | -0.200 |  | 1 | 10 s | seed 2 stopped: hopeless, \\| at 5; seed 3 not finished |",
        lines[3]);
    assertEquals(
        "| loss.style=4 | - | - |  | 0 | - | failed: loss d_x is NaN at iteration 2 |", lines[6]);
    assertTrue(
        table.measures().markdown().contains("| background PSNR, dB ↑ | 20.0 (0.0) | 20.0 |"));
  }

  @Test
  void valuesAreThereForPrograms() {
    AblationTable table = AblationTable.of(plan, outcomes);
    List<String> rows = table.values().csv().lines().toList();
    assertEquals(
        "candidate,loss.style,measure,mean,deviation,difference,half_width_95,verdict,seeds,seconds,note",
        rows.get(0));
    assertTrue(rows.get(2).startsWith("loss.style=3,3,transfer_error,0.3,,-0.2,,,1,10.0,"));
    assertTrue(rows.get(2).endsWith("\"seed 2 stopped: hopeless, | at 5; seed 3 not finished\""));
    List<String> runs = table.runs().csv().lines().toList();
    assertEquals(16, runs.size());
    assertEquals(
        "candidate,seed,run,status,reason,iterations,seconds,background_psnr,transfer_error",
        runs.get(0));
    assertEquals("base,1,base-seed-1,complete,,9,10.000,20.0,0.5", runs.get(1));
    assertEquals("loss.style=3,3,003-seed-3,not-finished,,,,,", runs.get(12));
  }
}
