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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Each way to compute a convolution, in either layout, against ND4J's operation on planes. */
class ConvolutionMethodTest {

  @ParameterizedTest
  @CsvSource({
    "1, 3, 5, 1, 0, 6, 6", // one tile
    "2, 3, 5, 1, 0, 10, 14", // whole tiles
    "2, 4, 3, 1, 0, 11, 9", // tiles beyond the right and lower border
    "1, 2, 3, 1, 1, 7, 5", // zeros around, tiles beyond the border
    "3, 2, 2, 1, 1, 8, 8",
    "1, 1, 1, 1, 1, 1, 2", // smaller than a tile
    "1, 3, 2, 1, 0, 3, 30", // one row of tiles
    "2, 40, 33, 1, 0, 18, 22", // more tiles than are transformed at once
    "1, 3, 5, 2, 0, 10, 10",
    "2, 3, 4, 2, 0, 18, 26",
    "2, 4, 3, 2, 0, 11, 13", // the last row and column are not seen
    "2, 2, 3, 2, 1, 9, 16",
    "1, 2, 3, 2, 2, 12, 7",
    "1, 1, 1, 2, 1, 2, 4"
  })
  void winogradEqualsTheOperation(int batch, int in, int out, int stride, int zeros, int h, int w) {
    Layout last = Layout.CHANNELS_LAST;
    Window window = Window.square(stride == 1 ? 3 : 4, stride, zeros);
    for (long bandBytes : List.of(1L << 30, 1L)) { // whole images, one row of tiles at a time
      for (int shares : new int[] {1, 3}) {
        ConvolutionMethod winograd = new WinogradConvolution(stride, zeros, bandBytes, shares);
        compare(winograd, last, DataType.FLOAT, 3e-5, batch, in, out, window, h, w);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 18, 7, 12, 9", "1, 1, 2, 5, 5, 8"})
  void gradientsOfPicturesEqualTheOperation(int batch, int in, int out, int k, int h, int w) {
    Window window = Window.square(k, 1, 0);
    Layout last = Layout.CHANNELS_LAST;
    ConvolutionMethod plain = Convolution2d.direct(window, last, DataType.FLOAT);
    ConvolutionMethod picture = new PictureConvolution(window, last, plain);
    compare(picture, last, DataType.FLOAT, 3e-5, batch, in, out, window, h, w);
  }

  @ParameterizedTest
  @CsvSource({"2, 5, 3, 7, 7, 11, 8", "1, 6, 1, 5, 5, 5, 7", "2, 2, 2, 3, 5, 4, 6"})
  void rowsEqualTheOperation(int batch, int in, int out, int kh, int kw, int h, int w) {
    for (Layout layout : Layout.values()) {
      ConvolutionMethod rows = new RowConvolution(kh, kw, layout);
      compare(
          rows, layout, DataType.DOUBLE, 1e-12, batch, in, out, new Window(kh, kw, 1, 0, 0), h, w);
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
    Window window = new Window(kh, kw, 1, zeros, zeros);
    ConvolutionMethod method = new DirectConvolution(window, last);
    compare(method, last, DataType.DOUBLE, 1e-12, batch, in, out, window, h, w);
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
      DataType type,
      double bound,
      int batch,
      int in,
      int out,
      Window window,
      int h,
      int w) {
    DirectConvolution expected = new DirectConvolution(window, Layout.CHANNELS_FIRST);
    INDArray x = GradientCheck.values(1, batch, in, h, w);
    INDArray given = in(layout, x).castTo(type);
    INDArray weight = GradientCheck.values(2, out, in, window.height(), window.width());
    INDArray bias = GradientCheck.values(3, out);
    long[] shape = {batch, out, window.rows(h), window.columns(w)};
    INDArray gradient = GradientCheck.values(4, shape);
    INDArray flowing = in(layout, gradient).castTo(type);
    INDArray ofMethod = weight.castTo(type);
    DataType exact = DataType.DOUBLE;
    try (Arena plain = new Arena(exact, 1 << 16);
        Arena arena = new Arena(type, 1 << 16)) {
      PoisonedMemory memory = new PoisonedMemory(arena);
      for (INDArray b : new INDArray[] {bias, null}) {
        INDArray y = plain.take(exact, shape);
        INDArray found = memory.take(type, flowing.shape());
        expected.forward(plain, x, weight, b, y);
        method.forward(memory, given, ofMethod, b == null ? null : b.castTo(type), found);
        assertClose("y", y, planes(layout, found), bound, bound);
        plain.release(y);
        memory.release(found);
      }
      INDArray ofBias = plain.take(exact, out);
      INDArray bothBias = memory.take(type, out);
      INDArray aloneBias = memory.take(type, out);
      ConvolutionMethod.Gradients gradients =
          expected.gradients(plain, x, weight, gradient, ofBias);
      ConvolutionMethod.Gradients both =
          method.gradients(memory, given, ofMethod, flowing, bothBias);
      assertClose("bias", gradient.sum(0, 2, 3), ofBias, 1e-12, 1e-12);
      assertClose("bias with both", ofBias, bothBias, bound, bound);
      assertClose("input", gradients.input(), planes(layout, both.input()), bound, bound);
      assertClose("weight", gradients.weight(), both.weight(), bound, bound);
      INDArray input = method.inputGradient(memory, ofMethod, flowing, given.shape());
      assertClose("input alone", gradients.input(), planes(layout, input), bound, bound);
      INDArray weights = method.weightGradient(memory, given, ofMethod, flowing, aloneBias);
      assertClose("weight alone", gradients.weight(), weights, bound, bound);
      assertClose("bias with weight", ofBias, aloneBias, bound, bound);
      INDArray unbiased = method.weightGradient(memory, given, ofMethod, flowing, null);
      assertClose("weight without bias", gradients.weight(), unbiased, bound, bound);
      for (INDArray used :
          new INDArray[] {
            both.input(), both.weight(), input, weights, unbiased, bothBias, aloneBias
          }) {
        memory.release(used);
      }
      assertEquals(List.of(), memory.inUse(), "what nobody released");
    }
  }

  /** In 32 bits it rounds more than a plain convolution does, but within a small factor. */
  @ParameterizedTest
  @CsvSource({"1, 18", "2, 34"})
  void winogradRoundsLittle(int stride, int side) {
    Window window = Window.square(stride == 1 ? 3 : 4, stride, 0);
    INDArray x = GradientCheck.values(1, 1, 64, side, side);
    INDArray weight = GradientCheck.values(2, 32, 64, window.height(), window.width());
    try (Arena exact = new Arena(DataType.DOUBLE, 1 << 16);
        Arena arena = new Arena(DataType.FLOAT, 1 << 16)) {
      INDArray y = exact.take(DataType.DOUBLE, 1, 32, 16, 16);
      new DirectConvolution(window, Layout.CHANNELS_FIRST).forward(exact, x, weight, null, y);
      INDArray found = arena.take(DataType.FLOAT, 1, 16, 16, 32);
      INDArray given = in(Layout.CHANNELS_LAST, x).castTo(DataType.FLOAT);
      new WinogradConvolution(stride, 0)
          .forward(arena, given, weight.castTo(DataType.FLOAT), null, found);
      double error = relativeL2(y, planes(Layout.CHANNELS_LAST, found));
      assertTrue(error < 3e-6, "relative error " + error);
    }
  }
}
