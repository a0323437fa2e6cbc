// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The same as conv2d_bp on planes, in either layout, in double and on one-DNN's float path. */
class InputGradientTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 5, 7", // 1x1 of a bottleneck
    "1, 2, 0, 6, 8", // the last pixels are never seen
    "1, 2, 0, 5, 7",
    "1, 3, 0, 7, 6",
    "3, 1, 1, 5, 6",
    "7, 2, 3, 16, 16", // stem of R: exact on neither side
    "7, 2, 3, 15, 16", // exact on one side
    "7, 2, 3, 15, 15",
    "4, 2, 0, 10, 12", // D after reflection
    "4, 2, 0, 11, 12",
    "3, 2, 0, 6, 7",
    "4, 3, 1, 7, 8",
    "3, 4, 1, 8, 9", // whole lines between the windows
    "1, 2, 1, 6, 6" // windows that see zeros only
  })
  void equalsTheFullBackwardPass(int kernel, int stride, int zeros, int h, int w) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      for (Layout layout : Layout.values()) {
        compare(type, layout, kernel, stride, zeros, h, w);
      }
    }
  }

  private static void compare(
      DataType type, Layout layout, int kernel, int stride, int zeros, int h, int w) {
    boolean last = layout == Layout.CHANNELS_LAST;
    INDArray x = GradientCheck.values(1, 2, 8, h, w).castTo(type);
    INDArray weight = GradientCheck.values(2, 16, 8, kernel, kernel).castTo(type);
    INDArray bias = GradientCheck.values(3, 16).castTo(type);
    long high = (h + 2L * zeros - kernel) / stride + 1;
    long wide = (w + 2L * zeros - kernel) / stride + 1;
    INDArray gradient = GradientCheck.values(4, 2, 16, high, wide).castTo(type);
    INDArray expected = x.dup('c');
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d_bp")
            .addInputs(x, weight, bias, gradient)
            .addOutputs(expected, weight.dup('c'), bias.dup('c'))
            .addIntegerArguments(kernel, kernel, stride, stride, zeros, zeros, 1, 1, 0, 0, 1)
            .build());
    try (Arena arena = new Arena(type, 1 << 16)) {
      INDArray flowing = last ? gradient.permute(0, 2, 3, 1).dup('c') : gradient;
      INDArray found =
          new InputGradient(Window.square(kernel, stride, zeros), layout)
              .of(arena, flowing, weight, layout.shape(2, 8, h, w));
      INDArray planes = last ? found.permute(0, 3, 1, 2).dup('c') : found;
      double bound = type == DataType.DOUBLE ? 1e-12 : 2e-5;
      assertClose(type + " gradient", expected, planes, bound, bound);
      arena.release(found);
      assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    }
  }
}
