// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.network.Network;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class ParameterGuardTest {
  private static final LossReport LOSSES = new LossReport(Map.of("a", 1.0));

  private final List<Network> networks = TinyModel.net(DataType.FLOAT).networks();
  private final ParameterGuard guard = new ParameterGuard(networks, 4, 0, 6);

  private void damage(double value) {
    networks.get(1).parameters().putScalar(3, value);
  }

  private boolean looksAfter(long iteration, long iterations) {
    try {
      guard.afterStep(new Progress(iteration, iterations), LOSSES);
      return false;
    } catch (TrainingDiverged e) {
      return true;
    }
  }

  @Test
  void finiteParametersPass() {
    assertDoesNotThrow(() -> guard.onStart(new Progress(0, 9)));
    assertDoesNotThrow(() -> guard.afterStep(new Progress(4, 9), LOSSES));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void theNetworkIsNamed(double value) {
    damage(value);
    TrainingDiverged diverged =
        assertThrows(TrainingDiverged.class, () -> guard.requireFinite(new Progress(5, 9)));
    String name = networks.get(1).name();
    assertEquals(
        String.format(Locale.ROOT, "the parameters of %s are not finite at iteration 5", name),
        diverged.getMessage());
    assertEquals(name, diverged.term());
    assertEquals(5, diverged.iteration());
  }

  @Test
  void looksWhenSomethingIsMadeOfThemAndAtTheEnd() {
    damage(Double.NaN);
    List<Long> looked =
        List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L).stream()
            .filter(iteration -> looksAfter(iteration, 9))
            .toList();
    assertEquals(List.of(4L, 6L, 8L, 9L), looked);
  }

  /** As a parser's weights may be, which come from a file: then there is no checkpoint to name. */
  @Test
  void whatIsBrokenFromTheStartKeepsNothing() {
    damage(Double.NaN);
    TrainingDiverged diverged =
        assertThrows(TrainingDiverged.class, () -> guard.onStart(new Progress(0, 9)));
    assertSame(diverged, diverged.keeping(List.of()));
    String kept = diverged.keeping(List.of(Path.of("newest"), Path.of("older"))).getMessage();
    assertEquals(
        diverged.getMessage()
            + "; the last good checkpoint is newest; a lower optimizer.learning-rate may help",
        kept);
  }
}
