// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.image.MatrixProduct;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onednn.ThreadTeam;
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
 * @param shares how many threads share it; 0 for as many as there are
 */
record WinogradConvolution(int zeros, long bandBytes, int shares, Layout layout)
    implements ConvolutionMethod {
  private static final MinimalFilter FILTER = MinimalFilter.FOUR_BY_THREE;
  private static final int PLACES = FILTER.inputs() * FILTER.inputs();

  /** What stays in the processor's cache from one step to the next. */
  private static final long CACHED_BYTES = 24L << 20;

  /** Fewer channels or tiles leave less to multiply than the cutting costs. */
  private static final long LEAST_PAIRS = 128 * 256;

  private static final int LEAST_TILES = 128;

  /** Fewer rows of tiles leave a thread too little to multiply. */
  private static final int LEAST_ROWS = 4;

  private static final Map<DataType, Matrices> MATRICES = new ConcurrentHashMap<>();

  WinogradConvolution(int zeros, Layout layout) {
    this(zeros, CACHED_BYTES, 0, layout);
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
  public INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    Channelwise.sumsByChannel(memory, gradient, layout, biasGradient);
    Matrices matrices = matrices(x);
    INDArray[] sums = new INDArray[most(memory)]; // each share's own
    int used =
        eachBand(
            memory,
            bands(memory, gradient, layout.channels(x)),
            (own, share, band) -> {
              Tiling tiling = outputs(band);
              INDArray outputs = tiling.cut(own, gradient);
              INDArray products = places(own, outputs);
              transform(own, matrices.output(), true, outputs, products);
              own.release(outputs);
              INDArray inputs = inputs(own, x, zeros, band);
              boolean more = sums[share] != null;
              if (!more) {
                sums[share] = own.take(weight.dataType(), kernelShape(weight));
              }
              correlate(own, products, inputs, sums[share], more);
              own.release(products);
              own.release(inputs);
            });
    INDArray kernels = sums[0];
    for (int share = 1; share < used; share++) {
      Elementwise.add(sums[share], kernels);
      memory.part(share).release(sums[share]);
    }
    INDArray result = memory.take(weight.dataType(), weight.shape());
    new MatrixProduct(true, false, false).of(memory, rows(kernels), matrices.taps(), taps(result));
    (used == 1 ? memory : memory.part(0)).release(kernels);
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
    eachBand(
        memory,
        bands(memory, y, layout.channels(x)),
        (own, share, band) -> {
          INDArray inputs = inputs(own, x, zeros, band);
          Tiling tiling = outputs(band);
          INDArray outputs = tiling.take(own, y);
          INDArray products = places(own, outputs);
          multiply(own, kernels, transposed, inputs, products);
          own.release(inputs);
          transform(own, matrices(x).output(), false, products, outputs);
          own.release(products);
          tiling.put(own, outputs, y);
          own.release(outputs);
        });
    memory.release(kernels);
  }

  private int most(Memory memory) {
    return shares > 0 ? shares : ThreadTeam.most(memory);
  }

  /** What is done to a band, with memory of the share's own. */
  @FunctionalInterface
  private interface BandTask {
    void run(Memory own, int share, Tiling.Band band);
  }

  /** Does all bands, which threads share where they can; returns how many did. */
  private int eachBand(Memory memory, List<Tiling.Band> bands, BandTask task) {
    int used = Math.min(bands.size(), most(memory));
    if (used == 1) {
      bands.forEach(band -> task.run(memory, 0, band));
    } else {
      ThreadTeam.run(
          used,
          share -> {
            for (int i = share; i < bands.size(); i += used) {
              task.run(memory.part(share), share, bands.get(i));
            }
          });
    }
    return used;
  }

  /**
   * Cuts images into bands whose tiles, there and back, stay in the processor's cache, and into as
   * many as threads can share.
   */
  private List<Tiling.Band> bands(Memory memory, INDArray y, long inputChannels) {
    int rows = tiles(layout.height(y));
    int columns = tiles(layout.width(y));
    long bytesOfRow =
        PLACES * (inputChannels + layout.channels(y)) * columns * y.dataType().width();
    int most = (int) Math.max(1, bandBytes / bytesOfRow);
    int sharing = Math.min(most(memory), Math.max(1, rows / LEAST_ROWS));
    int bands = Math.min(rows, ((rows + most - 1) / most + sharing - 1) / sharing * sharing);
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
    INDArray u = byPlace(kernels);
    INDArray v = byPlace(inputs);
    INDArray m = byPlace(products);
    if (layout == Layout.CHANNELS_FIRST) {
      new MatrixProduct(transposed, false, false).of(memory, u, v, m);
    } else {
      new MatrixProduct(false, !transposed, false).of(memory, v, u, m);
    }
  }

  /** dU = dM V' at each of the 36 places, or added to it. */
  private void correlate(
      Memory memory, INDArray products, INDArray inputs, INDArray kernels, boolean add) {
    boolean rowsAreChannels = layout == Layout.CHANNELS_FIRST;
    new MatrixProduct(!rowsAreChannels, rowsAreChannels, add)
        .of(memory, byPlace(products), byPlace(inputs), byPlace(kernels));
  }

  /** U: [36, out, in], an owned reference. */
  private static INDArray kernels(Memory memory, INDArray weight, INDArray taps) {
    INDArray kernels = memory.take(weight.dataType(), kernelShape(weight));
    new MatrixProduct(false, true, false).of(memory, taps, taps(weight), rows(kernels));
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
    transform(memory, matrices(x).input(), false, tiles, inputs);
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
  private static void transform(
      Memory memory, INDArray matrix, boolean transposed, INDArray from, INDArray to) {
    new MatrixProduct(transposed, false, false).of(memory, matrix, rows(from), rows(to));
  }

  /** One row a place. */
  private static INDArray rows(INDArray tiles) {
    return tiles.reshape('c', tiles.size(0), tiles.length() / tiles.size(0));
  }

  /** For each place a matrix [channels, tiles], or [tiles, channels] with channels last. */
  private INDArray byPlace(INDArray tiles) {
    long last = tiles.size(tiles.rank() - 1);
    long one = tiles.length() / PLACES;
    long rows = layout == Layout.CHANNELS_FIRST ? tiles.size(1) : one / last;
    return tiles.reshape('c', PLACES, rows, one / rows);
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
