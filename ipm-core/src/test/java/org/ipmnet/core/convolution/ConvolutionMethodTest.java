// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.ipmnet.core.testing.TensorAssert.relativeL2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.PoisonedMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Each way to compute a convolution, in either layout, against ND4J's operation on planes. */
class ConvolutionMethodTest {

  @ParameterizedTest
  @CsvSource({
    "1, 3, 5, 0, 6, 6", // one tile
    "2, 3, 5, 0, 10, 14", // whole tiles
    "2, 4, 3, 0, 11, 9", // tiles beyond the right and lower border
    "1, 2, 3, 1, 7, 5", // zeros around, tiles beyond the border
    "3, 2, 2, 1, 8, 8",
    "1, 1, 1, 1, 1, 2", // smaller than a tile
    "1, 3, 2, 0, 3, 30" // one row of tiles
  })
  void winogradEqualsTheOperation(int batch, int in, int out, int zeros, int h, int w) {
    for (Layout layout : Layout.values()) {
      for (long bandBytes : List.of(1L << 30, 1L)) { // whole images, one row of tiles at a time
        for (int shares : new int[] {1, 3}) {
          ConvolutionMethod winograd = new WinogradConvolution(zeros, bandBytes, shares, layout);
          compare(winograd, layout, 1e-11, batch, in, out, 3, 3, zeros, h, w);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 5, 3, 7, 7, 11, 8", "1, 6, 1, 5, 5, 5, 7", "2, 2, 2, 3, 5, 4, 6"})
  void rowsEqualTheOperation(int batch, int in, int out, int kh, int kw, int h, int w) {
    for (Layout layout : Layout.values()) {
      ConvolutionMethod rows = new RowConvolution(kh, kw, layout);
      compare(rows, layout, 1e-12, batch, in, out, kh, kw, 0, h, w);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 3, 5, 4, 4, 0, 7, 6",
    "1, 2, 3, 3, 3, 1, 5, 8",
    "2, 1, 1, 1, 1, 0, 3, 3",
    "1, 3, 2, 2, 5, 0, 4, 6"
  })
  void channelsLastEqualPlanes(
      int batch, int in, int out, int kh, int kw, int zeros, int h, int w) {
    Layout last = Layout.CHANNELS_LAST;
    ConvolutionMethod method = new DirectConvolution(new Window(kh, kw, 1, zeros, zeros), last);
    compare(method, last, 1e-12, batch, in, out, kh, kw, zeros, h, w);
  }

  /** Planes in that layout, and back: the dimensions change places. */
  private static INDArray in(Layout layout, INDArray planes) {
    return layout == Layout.CHANNELS_FIRST ? planes : planes.permute(0, 2, 3, 1).dup('c');
  }

  private static INDArray planes(Layout layout, INDArray images) {
    return layout == Layout.CHANNELS_FIRST ? images : images.permute(0, 3, 1, 2).dup('c');
  }

  private static void compare(
      ConvolutionMethod method,
      Layout layout,
      double bound,
      int batch,
      int in,
      int out,
      int kh,
      int kw,
      int zeros,
      int h,
      int w) {
    Window window = new Window(kh, kw, 1, zeros, zeros);
    DirectConvolution expected = new DirectConvolution(window, Layout.CHANNELS_FIRST);
    INDArray x = GradientCheck.values(1, batch, in, h, w);
    INDArray given = in(layout, x);
    INDArray weight = GradientCheck.values(2, out, in, kh, kw);
    INDArray bias = GradientCheck.values(3, out);
    long[] shape = {batch, out, h + 2L * zeros - kh + 1, w + 2L * zeros - kw + 1};
    INDArray gradient = GradientCheck.values(4, shape);
    INDArray flowing = in(layout, gradient);
    DataType type = x.dataType();
    try (Arena arena = new Arena(type, 1 << 16)) {
      PoisonedMemory memory = new PoisonedMemory(arena);
      for (INDArray b : new INDArray[] {bias, null}) {
        INDArray y = memory.take(type, shape);
        INDArray found = memory.take(type, flowing.shape());
        expected.forward(memory, x, weight, b, y);
        method.forward(memory, given, weight, b, found);
        assertClose("y", y, planes(layout, found), bound, bound);
        memory.release(y);
        memory.release(found);
      }
      INDArray ofBias = memory.take(type, out);
      INDArray bothBias = memory.take(type, out);
      INDArray aloneBias = memory.take(type, out);
      ConvolutionMethod.Gradients gradients =
          expected.gradients(memory, x, weight, gradient, ofBias);
      ConvolutionMethod.Gradients both = method.gradients(memory, given, weight, flowing, bothBias);
      assertClose("bias", gradient.sum(0, 2, 3), ofBias, bound, bound);
      assertClose("bias with both", ofBias, bothBias, bound, bound);
      assertClose("input", gradients.input(), planes(layout, both.input()), bound, bound);
      assertClose("weight", gradients.weight(), both.weight(), bound, bound);
      INDArray input = method.inputGradient(memory, weight, flowing, given.shape());
      assertClose("input alone", gradients.input(), planes(layout, input), bound, bound);
      INDArray weights = method.weightGradient(memory, given, weight, flowing, aloneBias);
      assertClose("weight alone", gradients.weight(), weights, bound, bound);
      assertClose("bias with weight", ofBias, aloneBias, bound, bound);
      INDArray unbiased = method.weightGradient(memory, given, weight, flowing, null);
      assertClose("weight without bias", gradients.weight(), unbiased, bound, bound);
      for (INDArray used :
          new INDArray[] {
            gradients.input(),
            gradients.weight(),
            both.input(),
            both.weight(),
            input,
            weights,
            unbiased,
            ofBias,
            bothBias,
            aloneBias
          }) {
        memory.release(used);
      }
      assertEquals(List.of(), memory.inUse(), "what nobody released");
    }
  }

  /** In 32 bits it rounds more than a plain convolution does, but within a small factor. */
  @Test
  void winogradRoundsLittle() {
    INDArray x = GradientCheck.values(1, 1, 64, 18, 18);
    INDArray weight = GradientCheck.values(2, 32, 64, 3, 3);
    try (Arena exact = new Arena(DataType.DOUBLE, 1 << 16);
        Arena arena = new Arena(DataType.FLOAT, 1 << 16)) {
      INDArray y = exact.take(DataType.DOUBLE, 1, 32, 16, 16);
      new DirectConvolution(Window.square(3, 1, 0), Layout.CHANNELS_FIRST)
          .forward(exact, x, weight, null, y);
      INDArray found = arena.take(DataType.FLOAT, 1, 32, 16, 16);
      new WinogradConvolution(0, Layout.CHANNELS_FIRST)
          .forward(arena, x.castTo(DataType.FLOAT), weight.castTo(DataType.FLOAT), null, found);
      double error = relativeL2(y, found);
      assertTrue(error < 3e-6, "relative error " + error);
    }
  }
}
