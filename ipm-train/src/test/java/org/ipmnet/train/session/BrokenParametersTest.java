// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.train.log.TrainingDiverged;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finite losses, and then a step that breaks the networks: nothing is made of them. */
class BrokenParametersTest {
  @TempDir static Path folder;
  private static SmallRun small;

  @BeforeAll
  static void faces() {
    small = SmallRun.in(folder);
  }

  /** Without D, whose step would come before G's losses; nothing is due but what is added. */
  private static String[] breaking(String due) {
    return new String[] {
      "optimizer.learning-rate=1e38",
      "loss.adversarial=0",
      "log.samples-every=0",
      "log.measures-every=0",
      "log.measures-faces=2",
      "checkpoint.every=100",
      due
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log.samples-every=1",
        "log.measures-every=1",
        "checkpoint.every=1",
        "iterations=1"
      })
  void nothingIsDrawnMeasuredOrSaved(String due) throws IOException {
    Path run = folder.resolve(due);
    assertNothingMade(
        run,
        assertThrows(TrainingDiverged.class, () -> small.start(run, small.config(breaking(due)))));
  }

  @Test
  void neitherIsTheStateOfARunThatIsStopped() throws IOException {
    Path run = folder.resolve("stopped");
    assertNothingMade(
        run,
        assertThrows(
            TrainingDiverged.class,
            () -> small.startAndStop(run, small.config(breaking("iterations=9")), 1)));
  }

  private static void assertNothingMade(Path run, TrainingDiverged diverged) throws IOException {
    Path first = new CheckpointStore(run.resolve("checkpoints")).file(0);
    String message = diverged.getMessage();
    assertTrue(message.startsWith("the parameters of "), message);
    assertTrue(message.contains(" are not finite at iteration 1; "), message);
    assertTrue(message.contains("the last good checkpoint is " + first), message);
    assertEquals(List.of(first), new CheckpointStore(run.resolve("checkpoints")).newestFirst());
    try (Stream<Path> samples = Files.list(run.resolve("samples"))) {
      assertEquals(List.of(), samples.toList());
    }
    Path measures = run.resolve("measures.jsonl");
    assertTrue(
        Files.notExists(measures) || Files.size(measures) == 0, "measures of broken networks");
  }
}
