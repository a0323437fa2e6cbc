// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.munit;

import static org.ipmnet.train.testing.GoldenTraining.forward;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.munit.Autoencoder;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.perceptual.NormedVgg;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.TensorAssert;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.train.adversarial.SeededDraws;
import org.ipmnet.train.adversarial.StepDraws;
import org.ipmnet.train.optimizer.AdamConfig;
import org.ipmnet.train.testing.ReportedGradient;
import org.ipmnet.train.testing.SteadyMemory;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MunitTrainingTest {
  private static final RandomStreams STREAMS = new RandomStreams(3);

  private static MunitTraining training(MunitLossWeights loss, PerceptualNetwork perceptual) {
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
    PerceptualNetwork perceptual = TinyModel.perceptual(DataType.DOUBLE);
    try (MunitTraining training =
        training(new MunitLossWeights(4, 2, 3, 5, 1.5, 0.7), perceptual)) {
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
    MunitLossWeights loss = new MunitLossWeights(10, 1, 1, 10, 1, 0);
    try (MunitTraining training =
        new MunitTraining(net, loss, adam, new SeededDraws(STREAMS), null)) {
      SteadyMemory.check(training, TinyModel.batch(DataType.FLOAT, 96), 2);
    }
  }

  /** The formula of the program, written out. */
  @Test
  void thePerceptualLossComparesNormalisedFeaturesWithTheContentsPhoto() {
    NormedVgg vgg = NormedVgg.random(STREAMS, DataType.DOUBLE);
    MakeupBatch batch = batch(32);
    try (MunitTraining training = training(new MunitLossWeights(0, 0, 0, 0, 0, 0.7), vgg)) {
      Map<String, Double> report = training.step(batch).terms();
      assertEquals(Set.of("perceptual_xy", "perceptual_yx", "g_total"), report.keySet());
      Munit net = training.net();
      double x = perceptual(vgg, net.b(), net.a(), batch, Side.MADE_UP, Side.BARE);
      double y = perceptual(vgg, net.a(), net.b(), batch, Side.BARE, Side.MADE_UP);
      assertEquals(x, report.get("perceptual_xy"), 1e-9 * x);
      assertEquals(y, report.get("perceptual_yx"), 1e-9 * y);
      assertEquals(0.7 * (x + y), report.get("g_total"), 1e-9 * (x + y));
    }
  }

  private static double perceptual(
      NormedVgg vgg, Autoencoder from, Autoencoder to, MakeupBatch batch, Side content, Side made) {
    INDArray photo = batch.side(content).images();
    double[][] styles = new double[(int) photo.size(0)][];
    for (int i = 0; i < styles.length; i++) {
      styles[i] = new SeededDraws(STREAMS).style(0, StepDraws.Call.GENERATOR, made, i, 3);
    }
    INDArray style = Nd4j.createFromArray(styles).reshape(styles.length, 3, 1, 1);
    INDArray adaIn = forward(to.mlp(), style)[0];
    INDArray picture = forward(to.decoder(), forward(from.content(), photo)[0], adaIn)[0];
    double[] given = normalised(vgg, photo);
    double[] seen = normalised(vgg, picture);
    double sum = 0;
    for (int i = 0; i < given.length; i++) {
      sum += (seen[i] - given[i]) * (seen[i] - given[i]);
    }
    return sum / given.length;
  }

  /** relu5_3 of torchvision's VGG-16, each channel of each picture with mean 0 and variance 1. */
  private static double[] normalised(NormedVgg vgg, INDArray photos) {
    INDArray mean = Nd4j.createFromArray(0.485, 0.456, 0.406).reshape(1, 3, 1, 1);
    INDArray deviation = Nd4j.createFromArray(0.229, 0.224, 0.225).reshape(1, 3, 1, 1);
    INDArray[] layers = forward(vgg.network(), photos.add(1).div(2).sub(mean).div(deviation));
    INDArray last = layers[layers.length - 1];
    assertArrayEquals(new long[] {photos.size(0), 512, 2, 2}, last.shape());
    double[] values = TensorAssert.flat(last);
    for (int first = 0; first < values.length; first += 4) {
      double average = Arrays.stream(values, first, first + 4).average().orElseThrow();
      double variance =
          Arrays.stream(values, first, first + 4)
              .map(v -> (v - average) * (v - average))
              .average()
              .orElseThrow();
      for (int i = first; i < first + 4; i++) {
        values[i] = (values[i] - average) / Math.sqrt(variance + 1e-5);
      }
    }
    return values;
  }
}
