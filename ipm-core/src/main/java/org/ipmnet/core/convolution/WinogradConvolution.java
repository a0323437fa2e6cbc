// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.image.MatrixProduct;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.NativeArray;
import org.ipmnet.core.onednn.OneDnn;
import org.ipmnet.core.onednn.PackedProductKernel;
import org.ipmnet.core.onednn.ThreadTeam;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution and its gradients by {@link MinimalFilter}: 3x3 of stride 1 with a quarter of the
 * multiplications, 4x4 of stride 2 with 39 of 100. For floats on a CPU, channels last. Images are
 * cut into tiles for 4x4 outputs; each tile is transformed, all tiles are multiplied by matrices,
 * one for each place of a transformed tile, and transformed back:
 *
 * <pre>
 *   U = G w, V = B x, M = U V (at each place), y = A M
 *   dM = A' dy, dU = dM V', dw = G' dU
 * </pre>
 *
 * <p>With stride 2 the 2x2 pixels that the kernel moves by are one pixel of four times the
 * channels, and the kernel is 2x2 of those.
 *
 * <p>The input's gradient is a convolution too, of dy by the turned kernel: tiles of outputs do not
 * overlap, while adding overlapping tiles of dx would cost more than all the rest.
 *
 * @param stride 1 or 2
 * @param zeros beyond each border of x
 * @param bandBytes how much of V and M together is computed at a time
 * @param shares how many threads share it; 0 for as many as there are
 */
record WinogradConvolution(int stride, int zeros, long bandBytes, int shares)
    implements ConvolutionMethod {
  private static final Layout LAYOUT = Layout.CHANNELS_LAST;

  /** What stays in the processor's cache from one step to the next. */
  private static final long CACHED_BYTES = 12L << 20;

  /** Fewer channels leave less to multiply than the cutting costs. */
  private static final long LEAST_PAIRS = 64 * 64;

  /** From so many on a few tiles are enough; with stride 2 there must be so many. */
  private static final long MANY_PAIRS = 128 * 128;

  private static final int LEAST_TILES = 128;

  private static final int LEAST_TILES_OF_MANY_PAIRS = 64;

  /** Fewer leave a thread too little to multiply. */
  private static final int LEAST_TILES_OF_SHARE = 32;

  WinogradConvolution(int stride, int zeros) {
    this(stride, zeros, CACHED_BYTES, 0);
  }

  /** Whether it is possible, and faster than a plain convolution. */
  static boolean pays(Window window, INDArray weight, INDArray y, Layout layout) {
    if (!possible(window, weight, y, layout)) {
      return false;
    }
    long pairs = pairs(window, weight);
    boolean many = pairs >= MANY_PAIRS;
    long tiles = y.size(0) * tiles(LAYOUT.height(y)) * tiles(LAYOUT.width(y));
    return tiles >= (many ? LEAST_TILES_OF_MANY_PAIRS : LEAST_TILES)
        && (many || window.stride() == 1 && pairs >= LEAST_PAIRS);
  }

  private static boolean possible(Window window, INDArray weight, INDArray y, Layout layout) {
    int zeros = window.padRows();
    boolean filtered =
        window.equals(Window.square(3, 1, zeros)) || window.equals(Window.square(4, 2, zeros));
    return filtered
        && layout == LAYOUT
        && y.dataType() == DataType.FLOAT
        && y.length() < NativeArray.MOST_IN_BUFFER
        && y.length() / weight.size(0) * weight.size(1) * 8 < NativeArray.MOST_IN_BUFFER;
  }

  private static long tiles(long length) {
    int outputs = MinimalFilter.of(3).outputs();
    return (length + outputs - 1) / outputs;
  }

  /** Weights of a tap. */
  private static long pairs(Window window, INDArray weight) {
    return weight.size(0) * weight.size(1) * window.stride() * window.stride();
  }

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    filter(memory, x, inputs(x), weight, false, bias, y, outputs(y));
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    INDArray result = memory.take(gradient.dataType(), shape);
    // Tiles of dx begin at an element of x's tiles, at the first that lies inside the image.
    int outside = zeros / stride;
    Tiling from = tiling(gradient, filter().inputs(), filter().taps() - 1 - outside, 1);
    Tiling to = tiling(result, filter().outputs(), zeros - outside * stride, stride);
    filter(memory, gradient, from, weight, true, null, result, to);
    return result;
  }

  @Override
  public INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    Channelwise.sumsByChannel(memory, gradient, LAYOUT, biasGradient);
    Tiling outputs = outputs(gradient);
    Tiling inputs = inputs(x);
    WinogradKernel kernel = kernel(weight, false);
    INDArray[] sums = new INDArray[most(memory)]; // each share's own
    int used =
        eachBand(
            memory,
            bands(memory, gradient.size(0), inputs, outputs),
            (own, share, band) -> {
              INDArray m = transformed(own, filter().outputTransposed(), gradient, outputs, band);
              INDArray v = transformed(own, filter().input(), x, inputs, band);
              boolean more = sums[share] != null;
              if (!more) {
                sums[share] =
                    own.take(weight.dataType(), places(), kernel.columns(), kernel.inner());
              }
              new MatrixProduct(true, false, more).of(own, m, v, sums[share]);
              own.release(v);
              own.release(m);
            });
    for (int share = 1; share < used; share++) {
      Elementwise.add(sums[share], sums[0]);
      memory.part(share).release(sums[share]);
    }
    INDArray result = memory.take(weight.dataType(), weight.shape());
    transformBack(memory, kernel, sums[0], result);
    (used == 1 ? memory : memory.part(0)).release(sums[0]);
    return result;
  }

  private MinimalFilter filter() {
    return MinimalFilter.of(stride == 1 ? 3 : 2);
  }

  /** Places of a transformed tile. */
  private int places() {
    return filter().inputs() * filter().inputs();
  }

  private Tiling inputs(INDArray x) {
    return tiling(x, filter().inputs(), zeros, stride);
  }

  private Tiling outputs(INDArray y) {
    return tiling(y, filter().outputs(), 0, 1);
  }

  private Tiling tiling(INDArray images, int size, int before, int stride) {
    return new Tiling(
        (int) LAYOUT.height(images),
        (int) LAYOUT.width(images),
        (int) LAYOUT.channels(images),
        size,
        filter().outputs(),
        before,
        stride);
  }

  /**
   * y = A (U (B x)).
   *
   * @param back whether x is the output's gradient and y the input's
   * @param bias null for none
   */
  private void filter(
      Memory memory,
      INDArray x,
      Tiling from,
      INDArray weight,
      boolean back,
      INDArray bias,
      INDArray y,
      Tiling to) {
    List<Band> bands = bands(memory, y.size(0), from, to);
    WinogradKernel kernel = kernel(weight, back);
    int block = block(bands.get(0), kernel);
    INDArray u = memory.take(weight.dataType(), places(), kernel.columns(), kernel.inner());
    transform(memory, kernel, weight, block, u);
    float[] added = bias == null ? null : bias.toFloatVector();
    eachBand(
        memory,
        bands,
        (own, share, band) -> {
          INDArray v = transformed(own, filter().input(), x, from, band);
          INDArray m = own.take(x.dataType(), places(), band.tiles(), to.elementLength());
          if (block > 1) {
            product(band, kernel).run(own, v, u, m);
          } else {
            new MatrixProduct(false, true, false).of(own, v, u, m);
          }
          own.release(v);
          write(m, added, to, band, y);
          own.release(m);
        });
    memory.release(u);
  }

  /** How many columns of U lie together. */
  private int block(Band band, WinogradKernel kernel) {
    int block = OneDnn.serves(DataType.FLOAT) ? product(band, kernel).block() : 1;
    return kernel.channels() % block == 0 ? block : 1;
  }

  private static PackedProductKernel product(Band band, WinogradKernel kernel) {
    return new PackedProductKernel(band.tiles(), kernel.inner(), kernel.columns());
  }

  /**
   * Rows of tiles of a batch, the images one below the other.
   *
   * @param ofImage how many rows and
   * @param columns columns an image has
   */
  private record Band(int firstRow, int rows, int ofImage, int columns) {
    int tiles() {
      return rows * columns;
    }

    void each(int first, int count, TileTask task) {
      for (int place = 0; place < count; place++) {
        int row = firstRow + (first + place) / columns;
        task.run(place, row / ofImage, row % ofImage, (first + place) % columns);
      }
    }
  }

  /** What is done to a tile, of those that are transformed at once. */
  @FunctionalInterface
  private interface TileTask {
    void run(int place, int image, int row, int column);
  }

  /** What is done to a band, with memory of the share's own. */
  @FunctionalInterface
  private interface BandTask {
    void run(Memory own, int share, Band band);
  }

  private int most(Memory memory) {
    return shares > 0 ? shares : ThreadTeam.most(memory);
  }

  /** Does all bands, which threads share where they can; returns how many did. */
  private int eachBand(Memory memory, List<Band> bands, BandTask task) {
    int used = Math.min(bands.size(), most(memory));
    if (used == 1) {
      bands.forEach(band -> task.run(memory, 0, band));
    } else {
      // made here: a memory is for one thread, and to make a part of it changes it
      List<Memory> parts = IntStream.range(0, used).mapToObj(memory::part).toList();
      ThreadTeam.run(
          used,
          share -> {
            for (int i = share; i < bands.size(); i += used) {
              task.run(parts.get(share), share, bands.get(i));
            }
          });
    }
    return used;
  }

  /**
   * Cuts images into bands whose tiles, there and back, stay in the processor's cache, and into as
   * many as threads can share.
   */
  private List<Band> bands(Memory memory, long images, Tiling from, Tiling to) {
    int rows = (int) images * to.rows();
    long floatsOfTile = (long) places() * (from.elementLength() + to.elementLength());
    int most = (int) Math.max(1, bandBytes / (floatsOfTile * to.columns() * Float.BYTES));
    int sharing = Math.min(most(memory), Math.max(1, rows * to.columns() / LEAST_TILES_OF_SHARE));
    int bands = Math.min(rows, ((rows + most - 1) / most + sharing - 1) / sharing * sharing);
    List<Band> all = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      int first = band * rows / bands;
      all.add(new Band(first, (band + 1) * rows / bands - first, to.rows(), to.columns()));
    }
    return all;
  }

  /** A band's tiles, transformed: [places, tiles, elementLength], an owned reference. */
  private INDArray transformed(
      Memory memory, VectorMap map, INDArray images, Tiling tiling, Band band) {
    INDArray result =
        memory.take(images.dataType(), places(), band.tiles(), tiling.elementLength());
    int length = tiling.elementLength();
    SquareTransform transform = new SquareTransform(map, length, band.tiles());
    FloatBuffer from = NativeArray.buffer(images);
    FloatBuffer to = NativeArray.buffer(result);
    for (int first = 0; first < band.tiles(); first += transform.atOnce()) {
      int count = Math.min(transform.atOnce(), band.tiles() - first);
      band.each(
          first,
          count,
          (place, image, row, column) ->
              tiling.read(from, image, row, column, transform.from(), place * length));
      transform.run();
      transform.write(to, band.tiles(), first, count);
    }
    return result;
  }

  /** Transforms products back and writes them, with the bias added, into their images. */
  private void write(INDArray products, float[] bias, Tiling tiling, Band band, INDArray images) {
    int length = tiling.elementLength();
    SquareTransform transform = new SquareTransform(filter().output(), length, band.tiles());
    float[] biases = bias == null ? null : repeated(bias, transform.atOnce());
    FloatBuffer from = NativeArray.buffer(products);
    FloatBuffer to = NativeArray.buffer(images);
    for (int first = 0; first < band.tiles(); first += transform.atOnce()) {
      int count = Math.min(transform.atOnce(), band.tiles() - first);
      transform.read(from, band.tiles(), first, count);
      transform.run();
      if (bias != null) {
        for (float[] pixels : transform.to()) {
          VectorMap.add(pixels, biases, 1);
        }
      }
      band.each(
          first,
          count,
          (place, image, row, column) ->
              tiling.write(transform.to(), place * length, to, image, row, column));
    }
  }

  private static float[] repeated(float[] vector, int times) {
    float[] all = new float[times * vector.length];
    for (int i = 0; i < times; i++) {
      System.arraycopy(vector, 0, all, i * vector.length, vector.length);
    }
    return all;
  }

  private WinogradKernel kernel(INDArray weight, boolean back) {
    return new WinogradKernel(
        (int) weight.size(0), (int) weight.size(1), filter().taps(), stride, back);
  }

  /** U = G w, blocks of columns of it shared by threads. */
  private void transform(
      Memory memory, WinogradKernel kernel, INDArray weight, int block, INDArray u) {
    FloatBuffer from = NativeArray.buffer(weight);
    FloatBuffer to = NativeArray.buffer(u);
    int blocks = kernel.columns() / block;
    eachPart(
        memory,
        blocks,
        (first, end) -> {
          SquareTransform transform =
              new SquareTransform(filter().tap(), kernel.inner() * block, 1);
          for (int index = first; index < end; index++) {
            kernel.read(from, index * block, block, transform.from());
            transform.run();
            transform.write(to, blocks, index, 1);
          }
        });
  }

  /** dw = G' dU. */
  private void transformBack(Memory memory, WinogradKernel kernel, INDArray u, INDArray weight) {
    FloatBuffer from = NativeArray.buffer(u);
    FloatBuffer to = NativeArray.buffer(weight);
    eachPart(
        memory,
        kernel.columns(),
        (first, end) -> {
          SquareTransform transform =
              new SquareTransform(filter().tapTransposed(), kernel.inner(), 1);
          for (int column = first; column < end; column++) {
            transform.read(from, kernel.columns(), column, 1);
            transform.run();
            kernel.write(transform.to(), to, column);
          }
        });
  }

  /** What is done to the parts first to end - 1 of something. */
  @FunctionalInterface
  private interface PartTask {
    void run(int first, int end);
  }

  private void eachPart(Memory memory, int parts, PartTask task) {
    int used = Math.min(parts, most(memory));
    ThreadTeam.run(used, share -> task.run(parts * share / used, parts * (share + 1) / used));
  }
}
