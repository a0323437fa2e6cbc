// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.ipmnet.core.testing.TensorAssert.assertClose;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Forwards: each input pixel adds its kernel to the output, in double and in float. */
class TransposedConvolutionTest {
  @ParameterizedTest
  @CsvSource({
    "4, 2, 1, 0, 5, 4", // BeautyGAN
    "3, 2, 1, 1, 4, 5", // CycleGAN
    "3, 1, 1, 0, 4, 3",
    "2, 3, 0, 2, 3, 4" // pixels that no kernel reaches hold the bias
  })
  void addsTheKernelAtEveryPixel(int kernel, int stride, int pad, int more, int h, int w) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      TransposedConvolution layer =
          new TransposedConvolution(2, 3, Window.square(kernel, stride, pad), more, true);
      Network network =
          GradientCheck.filled(
              Network.of(
                  "test",
                  new NeuralNetConfiguration.Builder()
                      .dataType(type)
                      .graphBuilder()
                      .addInputs("x")
                      .addVertex("y", layer, "x")
                      .setOutputs("y")
                      .build()),
              1);
      INDArray x = GradientCheck.values(5, 2, 2, h, w).castTo(type);
      try (Arena arena = new Arena(type, 1 << 16)) {
        INDArray y = new ForwardPass(network, arena, ForwardPass.Mode.EVALUATION).forward(x)[0];
        double bound = type == DataType.DOUBLE ? 1e-12 : 1e-5;
        assertClose(type + "", expected(network, x, stride, pad, more), y, bound, bound);
      }
    }
  }

  private static INDArray expected(Network network, INDArray x, int stride, int pad, int more) {
    INDArray weight = network.parameterViews().get("y.weight");
    INDArray bias = network.parameterViews().get("y.bias");
    long kernel = weight.size(2);
    long h = (x.size(2) - 1) * stride - 2L * pad + kernel + more;
    long w = (x.size(3) - 1) * stride - 2L * pad + kernel + more;
    double[][][][] y = new double[(int) x.size(0)][(int) weight.size(1)][(int) h][(int) w];
    for (int b = 0; b < y.length; b++) {
      for (int o = 0; o < y[b].length; o++) {
        for (double[] row : y[b][o]) {
          java.util.Arrays.fill(row, bias.getDouble(o));
        }
        for (int i = 0; i < x.size(1); i++) {
          add(y[b][o], x.slice(b).slice(i), weight.slice(i).slice(o), stride, pad);
        }
      }
    }
    return Nd4j.create(y);
  }

  private static void add(double[][] y, INDArray x, INDArray kernel, int stride, int pad) {
    for (int r = 0; r < x.size(0); r++) {
      for (int c = 0; c < x.size(1); c++) {
        for (int kr = 0; kr < kernel.size(0); kr++) {
          for (int kc = 0; kc < kernel.size(1); kc++) {
            int row = r * stride + kr - pad;
            int column = c * stride + kc - pad;
            if (row >= 0 && row < y.length && column >= 0 && column < y[0].length) {
              y[row][column] += x.getDouble(r, c) * kernel.getDouble(kr, kc);
            }
          }
        }
      }
    }
  }
}
