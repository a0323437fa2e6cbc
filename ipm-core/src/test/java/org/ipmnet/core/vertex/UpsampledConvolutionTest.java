// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.ipmnet.core.image.Layout.CHANNELS_FIRST;
import static org.ipmnet.core.testing.Layers.conv;
import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.ForwardPass.Mode;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The small image's convolutions against what they stand for: upsampling, then a convolution. */
class UpsampledConvolutionTest {
  private static final int IN = 3;
  private static final int OUT = 2;

  private static Stream<Arguments> cases() {
    return Stream.of(Padding.values())
        .flatMap(
            padding ->
                Stream.of(new long[] {1, 2, 2}, new long[] {2, 2, 5}, new long[] {3, 7, 3})
                    .map(size -> Arguments.of(padding, size)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsUpsamplingThenConvolution(Padding padding, long[] size) {
    GraphBuilder one =
        graph().addVertex("f", new UpsampledConvolution(IN, OUT, padding, CHANNELS_FIRST), "a");
    GraphBuilder two =
        graph()
            .addVertex("up", new Upsample(), "a")
            .addVertex("f", conv(IN, OUT, 5, 1, 2, padding), "up");
    Network found = Network.of("f", one.setOutputs("f").build());
    Network expected = Network.of("f", two.setOutputs("f").build());
    GradientCheck.filled(found, 1);
    expected.parameters().assign(found.parameters());
    INDArray x = GradientCheck.values(2, size[0], IN, size[1], size[2]);
    INDArray gradient = GradientCheck.values(3, size[0], OUT, 2 * size[1], 2 * size[2]);

    INDArray[] a = run(found, x, gradient);
    INDArray[] b = run(expected, x, gradient);
    assertClose("output", b[0], a[0], 1e-13, 1e-13);
    assertClose("gradient of the input", b[1], a[1], 1e-13, 1e-13);
    assertClose("gradient of the parameters", b[2], a[2], 1e-12, 1e-12);
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .graphBuilder()
        .addInputs("a");
  }

  /** Output, gradient of the input, gradient of the parameters. */
  private static INDArray[] run(Network network, INDArray x, INDArray gradient) {
    network.clearGradient();
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 16)) {
      ForwardPass application = new ForwardPass(network, arena, Mode.TRAINING);
      INDArray y = application.forward(x)[0];
      INDArray output = y.dup();
      arena.release(y);
      INDArray[] back = application.backward(new INDArray[] {gradient}, new boolean[] {true}, true);
      INDArray input = back[0].dup();
      arena.release(back[0]);
      assertEquals(0, arena.usedBytes(), "bytes that nobody released");
      return new INDArray[] {output, input, network.gradient().dup()};
    }
  }
}
