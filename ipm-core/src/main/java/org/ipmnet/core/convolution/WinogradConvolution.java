// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A 3x3 convolution of stride 1 and its gradients by {@link MinimalFilter} F(4x4, 3x3): a quarter
 * of the multiplications, as 36 matrix products. Images are cut into tiles for 4x4 outputs, and one
 * matrix product transforms all tiles, forth or back:
 *
 * <pre>
 *   U = G w, V = B x, M = U V (at each of 36 places), y = A M
 *   dM = A' dy, dU = dM V', dw = G' dU
 * </pre>
 *
 * <p>The input's gradient is a convolution too, of dy by the turned kernel: tiles of outputs do not
 * overlap, while adding overlapping tiles of dx would cost more than all the rest.
 *
 * @param zeros beyond each border of x
 * @param bandBytes how much of V and M together is computed at a time
 */
record WinogradConvolution(int zeros, long bandBytes, Layout layout) implements ConvolutionMethod {
  private static final MinimalFilter FILTER = MinimalFilter.FOUR_BY_THREE;
  private static final int PLACES = FILTER.inputs() * FILTER.inputs();

  /** What stays in the processor's cache from one step to the next. */
  private static final long CACHED_BYTES = 24L << 20;

  /** Fewer channels or tiles leave less to multiply than the cutting costs. */
  private static final long LEAST_PAIRS = 128 * 256;

  private static final int LEAST_TILES = 128;

  private static final Map<DataType, Matrices> MATRICES = new ConcurrentHashMap<>();

  WinogradConvolution(int zeros, Layout layout) {
    this(zeros, CACHED_BYTES, layout);
  }

  /** Whether it is possible, and faster than a plain convolution. */
  static boolean pays(Window window, INDArray weight, INDArray y, Layout layout) {
    return window.equals(Window.square(3, 1, window.padRows()))
        && weight.size(0) * weight.size(1) >= LEAST_PAIRS
        && tiles(layout.height(y)) * tiles(layout.width(y)) >= LEAST_TILES;
  }

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    INDArray kernels = kernels(memory, weight, matrices(weight).taps());
    filter(memory, x, zeros, kernels, false, y);
    if (bias != null) {
      Channelwise.shiftByChannel(y, bias, layout);
    }
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    INDArray kernels = kernels(memory, weight, matrices(weight).turnedTaps());
    INDArray result = memory.take(gradient.dataType(), shape);
    filter(memory, gradient, 2 - zeros, kernels, true, result);
    return result;
  }

  @Override
  public INDArray weightGradient(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    Matrices matrices = matrices(x);
    INDArray kernels = memory.take(weight.dataType(), kernelShape(weight));
    boolean sum = false;
    for (Tiling.Band band : bands(gradient, layout.channels(x))) {
      Tiling tiling = outputs(band);
      INDArray outputs = tiling.cut(memory, gradient);
      INDArray products = places(memory, outputs);
      transform(matrices.output(), true, outputs, products);
      memory.release(outputs);
      INDArray inputs = inputs(memory, x, zeros, band);
      correlate(memory, products, inputs, kernels, sum);
      memory.release(products);
      memory.release(inputs);
      sum = true;
    }
    INDArray result = memory.take(weight.dataType(), weight.shape());
    Nd4j.gemm(rows(kernels), matrices.taps(), taps(result), true, false, 1, 0);
    memory.release(kernels);
    return result;
  }

  /**
   * y = A (U (B x)).
   *
   * @param kernels U, an owned reference
   * @param transposed whether U is [36, in, out]
   */
  private void filter(
      Memory memory, INDArray x, int zeros, INDArray kernels, boolean transposed, INDArray y) {
    for (Tiling.Band band : bands(y, layout.channels(x))) {
      INDArray inputs = inputs(memory, x, zeros, band);
      Tiling tiling = outputs(band);
      INDArray outputs = tiling.take(memory, y);
      INDArray products = places(memory, outputs);
      multiply(memory, kernels, transposed, inputs, products);
      memory.release(inputs);
      transform(matrices(x).output(), false, products, outputs);
      memory.release(products);
      tiling.put(memory, outputs, y);
      memory.release(outputs);
    }
    memory.release(kernels);
  }

  /** Cuts images into bands whose tiles, there and back, stay in the processor's cache. */
  private List<Tiling.Band> bands(INDArray y, long inputChannels) {
    int rows = tiles(layout.height(y));
    int columns = tiles(layout.width(y));
    long bytesOfRow =
        PLACES * (inputChannels + layout.channels(y)) * columns * y.dataType().width();
    int most = (int) Math.max(1, bandBytes / bytesOfRow);
    int bands = (rows + most - 1) / most;
    List<Tiling.Band> all = new ArrayList<>();
    for (int image = 0; image < y.size(0); image++) {
      for (int band = 0; band < bands; band++) {
        int first = band * rows / bands;
        all.add(new Tiling.Band(image, first, (band + 1) * rows / bands - first, columns));
      }
    }
    return all;
  }

  /** M = U V, or U' V, at each of the 36 places; with channels last all are transposed. */
  private void multiply(
      Memory memory, INDArray kernels, boolean transposed, INDArray inputs, INDArray products) {
    INDArray[] u = matrices(memory, kernels);
    INDArray[] v = matrices(memory, inputs);
    INDArray[] m = matrices(memory, products);
    for (int place = 0; place < PLACES; place++) {
      if (layout == Layout.CHANNELS_FIRST) {
        Nd4j.gemm(u[place], v[place], m[place], transposed, false, 1, 0);
      } else {
        Nd4j.gemm(v[place], u[place], m[place], false, !transposed, 1, 0);
      }
    }
  }

  /** dU = dM V' at each of the 36 places, or added to it. */
  private void correlate(
      Memory memory, INDArray products, INDArray inputs, INDArray kernels, boolean add) {
    boolean rowsAreChannels = layout == Layout.CHANNELS_FIRST;
    INDArray[] dm = matrices(memory, products);
    INDArray[] v = matrices(memory, inputs);
    INDArray[] du = matrices(memory, kernels);
    for (int place = 0; place < PLACES; place++) {
      Nd4j.gemm(dm[place], v[place], du[place], !rowsAreChannels, rowsAreChannels, 1, add ? 1 : 0);
    }
  }

  /** U: [36, out, in], an owned reference. */
  private static INDArray kernels(Memory memory, INDArray weight, INDArray taps) {
    INDArray kernels = memory.take(weight.dataType(), kernelShape(weight));
    Nd4j.gemm(taps, taps(weight), rows(kernels), false, true, 1, 0);
    return kernels;
  }

  private static long[] kernelShape(INDArray weight) {
    return new long[] {PLACES, weight.size(0), weight.size(1)};
  }

  /** V: [36, in, rows, columns], an owned reference. */
  private INDArray inputs(Memory memory, INDArray x, int zeros, Tiling.Band band) {
    Tiling tiling = new Tiling(FILTER.inputs(), FILTER.outputs(), zeros, band, layout);
    INDArray tiles = tiling.cut(memory, x);
    INDArray inputs = tiling.take(memory, x);
    transform(matrices(x).input(), false, tiles, inputs);
    memory.release(tiles);
    return inputs;
  }

  private Tiling outputs(Tiling.Band band) {
    return new Tiling(FILTER.outputs(), FILTER.outputs(), 0, band, layout);
  }

  private static int tiles(long length) {
    return (int) ((length + FILTER.outputs() - 1) / FILTER.outputs());
  }

  /** Room for M: [36, out, rows, columns], an owned reference. */
  private static INDArray places(Memory memory, INDArray outputs) {
    long[] shape = outputs.shape().clone();
    shape[0] = PLACES;
    return memory.take(outputs.dataType(), shape);
  }

  /** A matrix, or its transpose, times all tiles. */
  private static void transform(INDArray matrix, boolean transposed, INDArray from, INDArray to) {
    Nd4j.gemm(matrix, rows(from), rows(to), transposed, false, 1, 0);
  }

  /** One row a place. */
  private static INDArray rows(INDArray tiles) {
    return tiles.reshape('c', tiles.size(0), tiles.length() / tiles.size(0));
  }

  private record ByPlace(Layout layout) {}

  /** For each place a matrix [channels, tiles], or [tiles, channels] with channels last. */
  private INDArray[] matrices(Memory memory, INDArray tiles) {
    return memory.views(
        tiles,
        new ByPlace(layout),
        array -> {
          long last = array.size(array.rank() - 1);
          INDArray[] views = new INDArray[PLACES];
          for (int place = 0; place < PLACES; place++) {
            INDArray one = Slice.of(array, 0, place, place + 1L);
            long rows = layout == Layout.CHANNELS_FIRST ? array.size(1) : one.length() / last;
            views[place] = one.reshape('c', rows, one.length() / rows);
          }
          return views;
        });
  }

  /** [out * in, 9]. */
  private static INDArray taps(INDArray weight) {
    long pairs = weight.size(0) * weight.size(1);
    return weight.reshape('c', pairs, weight.length() / pairs);
  }

  private static Matrices matrices(INDArray like) {
    return MATRICES.computeIfAbsent(like.dataType(), Matrices::of);
  }

  /**
   * The filter's matrices in one precision.
   *
   * @param turnedTaps G for a kernel turned by 180 degrees
   */
  private record Matrices(INDArray output, INDArray input, INDArray taps, INDArray turnedTaps) {
    static Matrices of(DataType type) {
      INDArray taps = FILTER.tapMatrix(type);
      INDArray turned = Nd4j.createUninitializedDetached(type, 'c', taps.shape());
      for (long tap = 0; tap < taps.columns(); tap++) {
        turned.getColumn(tap).assign(taps.getColumn(taps.columns() - 1 - tap));
      }
      return new Matrices(FILTER.outputMatrix(type), FILTER.inputMatrix(type), taps, turned);
    }
  }
}
