// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.loss.AdversarialForm;
import org.ipmnet.train.loss.StyleSource;
import org.ipmnet.train.optimizer.Adam;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A whole iteration with all losses: what Adam is given is the gradient of what is reported. */
class MakeupTrainingGradientTest {
  private static final int SAMPLES = 3;

  @ParameterizedTest
  @CsvSource({"LOG, REFERENCE", "LOG, RANDOM", "LEAST_SQUARES, RANDOM"})
  void adamIsGivenTheGradientOfTheReportedTotals(AdversarialForm form, StyleSource style) {
    MakeupBatch batch = TinyModel.batch(DataType.DOUBLE);
    try (MakeupTraining training =
        new MakeupTraining(
            TinyModel.net(DataType.DOUBLE),
            TinyModel.discriminators(DataType.DOUBLE),
            TinyModel.perceptual(DataType.DOUBLE),
            TinyModel.allLosses(form, style),
            TinyModel.adam(0),
            TinyModel.residual(style),
            new SeededDraws(new RandomStreams(1)))) { // nothing moves: each step is an evaluation
      training.step(batch);
      Map<Network, INDArray> generator = gradients(training.adam());
      Map<Network, INDArray> discriminator = gradients(training.discriminatorAdam());
      assertEquals(4, generator.size());
      assertEquals(2, discriminator.size());
      assertDifferences("g_total", generator, training, batch);
      assertDifferences("d_total", discriminator, training, batch);
    }
  }

  /** After one step the first moment is half the gradient. */
  private static Map<Network, INDArray> gradients(Adam adam) {
    Map<Network, INDArray> gradients = new LinkedHashMap<>();
    adam.moments().forEach(m -> gradients.put(m.network(), m.first().mul(2)));
    return gradients;
  }

  private static void assertDifferences(
      String total, Map<Network, INDArray> gradients, MakeupTraining training, MakeupBatch batch) {
    gradients.forEach(
        (network, gradient) -> {
          assertTrue(gradient.norm1Number().doubleValue() > 0, network.name() + " gets none");
          GradientCheck.compare(
              total + " by " + network.name(),
              network.parameters(),
              gradient,
              SAMPLES,
              () -> training.step(batch).terms().get(total));
        });
  }
}
