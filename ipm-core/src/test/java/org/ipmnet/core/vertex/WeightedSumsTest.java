// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.ipmnet.core.testing.TensorAssert.assertClose;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** In floats, as training has them, against the definition. */
class WeightedSumsTest {
  private static final int BATCH = 3;
  private static final int CHANNELS = 32;
  private static final int WEIGHTS = 7;
  private static final int SIDE = 8;

  @ParameterizedTest
  @EnumSource(Layout.class)
  void floatsEqualTheDefinition(Layout layout) {
    INDArray planes = GradientCheck.values(1, BATCH, CHANNELS, SIDE, SIDE);
    INDArray weights = GradientCheck.values(2, BATCH, WEIGHTS, SIDE, SIDE);
    INDArray g = GradientCheck.values(3, BATCH, CHANNELS, WEIGHTS, 1);
    INDArray sums = Nd4j.zeros(DataType.DOUBLE, BATCH, CHANNELS, WEIGHTS, 1);
    INDArray ofPlanes = Nd4j.zeros(DataType.DOUBLE, planes.shape());
    INDArray ofWeights = Nd4j.zeros(DataType.DOUBLE, weights.shape());
    for (int b = 0; b < BATCH; b++) {
      for (int p = 0; p < SIDE * SIDE; p++) {
        int y = p / SIDE;
        int x = p % SIDE;
        for (int c = 0; c < CHANNELS; c++) {
          double value = planes.getDouble(b, c, y, x);
          for (int r = 0; r < WEIGHTS; r++) {
            double weight = weights.getDouble(b, r, y, x);
            double gradient = g.getDouble(b, c, r, 0);
            add(sums, value * weight, b, c, r, 0);
            add(ofPlanes, gradient * weight, b, c, y, x);
            add(ofWeights, gradient * value, b, r, y, x);
          }
        }
      }
    }
    boolean last = layout == Layout.CHANNELS_LAST;
    GraphBuilder graph =
        Flow.graph(DataType.FLOAT, "x", "w")
            .addVertex("sums", new WeightedSums(layout), "x", "w")
            .setOutputs("sums");
    Network network = Network.of("test", graph.build());
    INDArray images = (last ? planes.permute(0, 2, 3, 1) : planes).castTo(DataType.FLOAT).dup('c');
    try (Arena arena = new Arena(DataType.FLOAT, 1 << 16)) {
      ForwardPass pass = new ForwardPass(network, arena, ForwardPass.Mode.TRAINING);
      INDArray found = pass.forward(images, weights.castTo(DataType.FLOAT))[0];
      assertClose("sums", sums, found, 1e-5, 1e-5);
      INDArray[] back =
          pass.backward(
              new INDArray[] {g.castTo(DataType.FLOAT)}, new boolean[] {true, true}, true);
      INDArray ofImages = last ? back[0].permute(0, 3, 1, 2) : back[0];
      assertClose("gradient of the images", ofPlanes, ofImages, 1e-5, 1e-5);
      assertClose("gradient of the weights", ofWeights, back[1], 1e-5, 1e-5);
    }
  }

  private static void add(INDArray to, double more, int... at) {
    to.putScalar(at, to.getDouble(at) + more);
  }
}
