// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradients of a convolution of images with channels last by a kernel of one row, stride 1, as
 * one matrix product for each of its taps. Images are seen as one line of pixels, [pixels, c]; the
 * gradient is widened by zeros to the images' width, so that no tap reaches from one row into the
 * next:
 *
 * <pre>
 *   dw[k] = dy[0 ...]' x[k ...],    dx[k ...] += dy[0 ...] w[k]
 * </pre>
 *
 * <p>With few channels on one side one-DNN takes twice the time and computes both gradients where
 * one is wanted.
 *
 * @param width of the kernel
 */
record RowProducts(int width) implements ConvolutionMethod {
  private static final Layout LAYOUT = Layout.CHANNELS_LAST;

  /** Forwards one-DNN is faster. */
  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    new DirectConvolution(new Window(1, width, 1, 0, 0), LAYOUT)
        .forward(memory, x, weight, bias, y);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    INDArray widened = widened(memory, gradient, shape[LAYOUT.columnDimension()]);
    INDArray result = ofInput(memory, weight, widened, shape);
    memory.release(widened);
    return result;
  }

  @Override
  public INDArray weightGradient(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    INDArray widened = widened(memory, gradient, LAYOUT.width(x));
    INDArray result = ofWeight(memory, x, weight, widened);
    memory.release(widened);
    return result;
  }

  @Override
  public Gradients gradients(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    INDArray widened = widened(memory, gradient, LAYOUT.width(x));
    INDArray input = ofInput(memory, weight, widened, x.shape());
    Gradients both = new Gradients(input, ofWeight(memory, x, weight, widened));
    memory.release(widened);
    return both;
  }

  private INDArray ofInput(Memory memory, INDArray weight, INDArray widened, long[] shape) {
    INDArray taps = memory.take(weight.dataType(), width, weight.size(0), weight.size(1), 1);
    taps.assign(taps(weight));
    INDArray result = memory.take(widened.dataType(), shape);
    INDArray from = line(widened);
    INDArray to = line(result);
    for (int tap = 0; tap < width; tap++) {
      Nd4j.gemm(
          before(from, tap), matrix(taps, tap), behind(to, tap), false, false, 1, tap == 0 ? 0 : 1);
    }
    memory.release(taps);
    return result;
  }

  private INDArray ofWeight(Memory memory, INDArray x, INDArray weight, INDArray widened) {
    INDArray taps = memory.take(weight.dataType(), width, weight.size(0), weight.size(1), 1);
    INDArray flowing = line(widened);
    INDArray pixels = line(x);
    for (int tap = 0; tap < width; tap++) {
      Nd4j.gemm(before(flowing, tap), behind(pixels, tap), matrix(taps, tap), true, false, 1, 0);
    }
    INDArray result = memory.take(weight.dataType(), weight.shape());
    taps(result).assign(taps);
    memory.release(taps);
    return result;
  }

  private static INDArray widened(Memory memory, INDArray gradient, long columns) {
    long w = LAYOUT.width(gradient);
    long h = LAYOUT.height(gradient);
    INDArray widened = LAYOUT.take(memory, gradient, LAYOUT.channels(gradient), h, columns);
    LAYOUT.corner(widened, h, w).assign(gradient);
    if (w < columns) {
      LAYOUT.window(widened, 0, h, w, columns).assign(0);
    }
    return widened;
  }

  /** A view of weights [out, in, 1, kw] as [kw, out, in, 1]. */
  private static INDArray taps(INDArray weight) {
    return weight.permute(3, 0, 1, 2);
  }

  /** One tap's weights, [out, in]. */
  private static INDArray matrix(INDArray taps, int tap) {
    return Slice.of(taps, 0, tap, tap + 1L).reshape('c', taps.size(1), taps.size(2));
  }

  private static INDArray line(INDArray images) {
    long channels = LAYOUT.channels(images);
    return images.reshape('c', images.length() / channels, channels);
  }

  /** All pixels that have another one {@code tap} pixels behind them. */
  private static INDArray before(INDArray line, int tap) {
    return Slice.of(line, 0, 0, line.size(0) - tap);
  }

  /** All pixels that have another one {@code tap} pixels before them. */
  private static INDArray behind(INDArray line, int tap) {
    return Slice.of(line, 0, tap, line.size(0));
  }
}
