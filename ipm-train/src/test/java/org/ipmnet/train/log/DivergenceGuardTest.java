// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.junit.jupiter.api.Test;

class DivergenceGuardTest {
  private final DivergenceGuard guard = new DivergenceGuard(1e6);

  private TrainingDiverged stopped(double value) {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("background_yx", 1.0);
    terms.put("d_x", value);
    terms.put("g_total", value);
    return assertThrows(
        TrainingDiverged.class,
        () -> guard.afterStep(new Progress(1234, 5000), new LossReport(terms)));
  }

  @Test
  void notANumber() {
    TrainingDiverged diverged = stopped(Double.NaN);
    assertEquals("loss d_x is NaN at iteration 1234", diverged.getMessage());
    assertEquals("d_x", diverged.term());
    assertEquals(1234, diverged.iteration());
  }

  @Test
  void infinity() {
    assertEquals(
        "loss d_x is -Infinity at iteration 1234", stopped(Double.NEGATIVE_INFINITY).getMessage());
    assertThrows(
        TrainingDiverged.class,
        () ->
            new DivergenceGuard(Double.POSITIVE_INFINITY)
                .afterStep(
                    new Progress(1, 2), new LossReport(Map.of("a", Double.POSITIVE_INFINITY))));
  }

  @Test
  void beyondTheLimitOnEitherSide() {
    assertEquals(
        "loss d_x is 3.20e+07 at iteration 1234, beyond the limit of 1.00e+06 (key log.largest-loss)",
        stopped(3.2e7).getMessage());
    assertEquals(-3.2e7, stopped(-3.2e7).value());
  }

  @Test
  void atTheLimitTrainingGoesOn() {
    assertDoesNotThrow(
        () -> guard.afterStep(new Progress(1, 2), new LossReport(Map.of("a", 1e6, "b", -1e6))));
  }

  @Test
  void theLimitMustBePositive() {
    assertThrows(UserError.class, () -> new DivergenceGuard(0));
    assertThrows(UserError.class, () -> new DivergenceGuard(Double.NaN));
  }
}
