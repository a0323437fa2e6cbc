// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.munit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.perceptual.NormedVgg;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.gan.SeededDraws;
import org.ipmnet.train.optimizer.AdamConfig;
import org.ipmnet.train.testing.ReportedGradient;
import org.ipmnet.train.testing.SteadyMemory;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class MunitTrainingTest {
  private static final RandomStreams STREAMS = new RandomStreams(3);

  private static MunitTraining training(MunitLoss loss, PerceptualNetwork perceptual) {
    MunitNetworkConfig sizes =
        new MunitNetworkConfig(
            2, 3, 4, 1, Padding.REFLECT, new MunitNetworkConfig.Discriminator(3, 2, 2));
    Munit net = Munit.of(sizes, DataType.DOUBLE).initialise(STREAMS);
    net.networks().forEach(network -> GradientCheck.filled(network, 1));
    AdamConfig still = new AdamConfig(0, 0.5, 0.999, 1e-8, 0, 0, 1);
    return new MunitTraining(net, loss, still, new SeededDraws(STREAMS), perceptual);
  }

  private static MakeupBatch batch(int side) {
    return new MakeupBatch(
        0,
        new FaceBatch(GradientCheck.values(1, 2, 3, side, side), null, null),
        new FaceBatch(GradientCheck.values(2, 2, 3, side, side), null, null));
  }

  @Test
  void adamIsGivenTheGradientOfTheReportedTotals() {
    try (MunitTraining training = training(new MunitLoss(4, 2, 3, 5, 1.5, 0), null)) {
      ReportedGradient.check(training, batch(16), "g_total", "d_total");
    }
  }

  @Test
  void aSteadyStateTakesNoFreshArrayAboveAMegabyte() {
    MunitNetworkConfig sizes =
        new MunitNetworkConfig(
            32, 8, 16, 1, Padding.REFLECT, new MunitNetworkConfig.Discriminator(32, 2, 3));
    Munit net = Munit.of(sizes, DataType.FLOAT).initialise(STREAMS);
    AdamConfig adam = new AdamConfig(1e-4, 0.5, 0.999, 1e-8, 1e-4, 0, 1);
    MunitLoss loss = new MunitLoss(10, 1, 1, 10, 1, 0);
    try (MunitTraining training =
        new MunitTraining(net, loss, adam, new SeededDraws(STREAMS), null)) {
      SteadyMemory.check(training, TinyModel.batch(DataType.FLOAT, 96), 2);
    }
  }

  @Test
  void thePerceptualLossLooksAtTheContentsPhoto() {
    NormedVgg vgg = NormedVgg.random(STREAMS, DataType.DOUBLE);
    try (MunitTraining training = training(new MunitLoss(0, 0, 0, 0, 0, 0.7), vgg)) {
      Map<String, Double> report = training.step(batch(32)).terms();
      assertEquals(Set.of("perceptual_x", "perceptual_y", "g_total"), report.keySet());
      assertTrue(report.get("perceptual_x") > 0.1 && report.get("perceptual_x") < 10);
      double sum = report.get("perceptual_x") + report.get("perceptual_y");
      assertEquals(0.7 * sum, report.get("g_total"), 1e-12);
    }
  }
}
