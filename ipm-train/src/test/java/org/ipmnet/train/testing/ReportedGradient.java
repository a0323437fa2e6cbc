// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.loop.Training;
import org.ipmnet.train.optimizer.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whether what an optimiser is given is the gradient of a total that the step reports. The training
 * has beta1 0.5 and learning rate 0, so that each step is an evaluation, and has not begun.
 */
public final class ReportedGradient {
  private static final int SAMPLES = 2; // each takes two whole steps

  private ReportedGradient() {}

  /**
   * Compares a few parameters of each network with differences.
   *
   * @param totals the name in reports of what each optimiser minimises, in their order
   */
  public static void check(Training training, MakeupBatch batch, String... totals) {
    training.step(batch);
    Map<String, Map<Network, INDArray>> gradients = new LinkedHashMap<>();
    for (int i = 0; i < totals.length; i++) {
      gradients.put(totals[i], gradients(training.optimizers().get(i)));
    }
    gradients.forEach(
        (total, networks) ->
            networks.forEach(
                (network, gradient) -> {
                  assertTrue(gradient.norm1Number().doubleValue() > 0, network.name());
                  GradientCheck.compare(
                      total + " by " + network.name(),
                      network.parameters(),
                      gradient,
                      SAMPLES,
                      () -> training.step(batch).terms().get(total));
                }));
  }

  /** After one step the first moment is half the gradient. */
  private static Map<Network, INDArray> gradients(Adam adam) {
    Map<Network, INDArray> gradients = new LinkedHashMap<>();
    adam.moments().forEach(m -> gradients.put(m.network(), m.first().mul(2)));
    return gradients;
  }
}
