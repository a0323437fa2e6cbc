// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a band of an image is cut into square tiles that may overlap. Tile (0, 0) of an image begins
 * {@code before} pixels before its first; what of a tile lies beyond the image is 0.
 *
 * <p>Tiles are [size * size, c, rows, columns], or with channels last where the images have them
 * there: all tiles' first pixels, then all their second pixels, and so on, so that a matrix product
 * from the left transforms all tiles at once.
 *
 * @param size pixels along a tile's side
 * @param step from one tile to the next
 */
record Tiling(int size, int step, int before, Band band, Layout layout) {

  /**
   * Rows of tiles of one image of a batch.
   *
   * @param image which of the batch
   * @param firstRow of the image's rows of tiles
   * @param rows of tiles
   * @param columns of tiles
   */
  record Band(int image, int firstRow, int rows, int columns) {}

  /** Cuts the band out of images, an owned reference. */
  INDArray cut(Memory memory, INDArray images) {
    INDArray tiles = take(memory, images);
    if (leavesGaps(images)) {
      tiles.assign(0);
    }
    INDArray[] inTiles = inTiles(memory, tiles, images);
    INDArray[] inImages = inImages(memory, images);
    for (int i = 0; i < inTiles.length; i++) {
      Elementwise.copy(inImages[i], inTiles[i]);
    }
    return tiles;
  }

  /** Writes tiles that do not overlap back into images. */
  void put(Memory memory, INDArray tiles, INDArray images) {
    INDArray[] inTiles = inTiles(memory, tiles, images);
    INDArray[] inImages = inImages(memory, images);
    for (int i = 0; i < inTiles.length; i++) {
      Elementwise.copy(inTiles[i], inImages[i]);
    }
  }

  /** Uninitialised tiles for as many images and channels, an owned reference. */
  INDArray take(Memory memory, INDArray images) {
    return memory.take(
        images.dataType(),
        layout.shape((long) size * size, layout.channels(images), band.rows(), band.columns()));
  }

  /** Which rows of the band's tiles have their pixel {@code place} inside: from, to. */
  private long[] rows(int place, long height) {
    return inside(place - before + band.firstRow() * step, band.rows(), height);
  }

  private long[] columns(int place, long width) {
    return inside(place - before, band.columns(), width);
  }

  /** Which of the pixels first, first + step, ... lie inside. */
  private long[] inside(int first, int tiles, long length) {
    long from = Math.max(0, Math.floorDiv(step - 1 - first, step));
    long to = Math.min(tiles, Math.floorDiv(length - 1 - first, step) + 1);
    return new long[] {from, Math.max(from, to)};
  }

  private boolean leavesGaps(INDArray images) {
    for (int place = 0; place < size; place++) {
      long[] across = rows(place, layout.height(images));
      long[] along = columns(place, layout.width(images));
      if (across[1] - across[0] < band.rows() || along[1] - along[0] < band.columns()) {
        return true;
      }
    }
    return false;
  }

  private record InTiles(Tiling tiling, long height, long width) {}

  private INDArray[] inTiles(Memory memory, INDArray tiles, INDArray images) {
    long h = layout.height(images);
    long w = layout.width(images);
    return memory.views(
        tiles,
        new InTiles(this, h, w),
        array -> {
          List<INDArray> views = new ArrayList<>();
          for (int place = 0; place < size * size; place++) {
            long[] across = rows(place / size, h);
            long[] along = columns(place % size, w);
            if (across[0] < across[1] && along[0] < along[1]) {
              INDArray one = Slice.of(array, 0, place, place + 1L);
              views.add(withoutFirst(layout.window(one, across[0], across[1], along[0], along[1])));
            }
          }
          return views.toArray(INDArray[]::new);
        });
  }

  private static INDArray withoutFirst(INDArray a) {
    long[] shape = Arrays.copyOfRange(a.shape(), 1, a.rank());
    long[] stride = Arrays.copyOfRange(a.stride(), 1, a.rank());
    return Nd4j.create(a.data(), shape, stride, a.offset(), a.ordering());
  }

  private INDArray[] inImages(Memory memory, INDArray images) {
    return memory.views(
        images,
        this,
        array -> {
          List<INDArray> views = new ArrayList<>();
          long[] strides = array.stride();
          long rowStride = strides[layout.rowDimension()];
          long columnStride = strides[layout.columnDimension()];
          long[] stride =
              layout.shape(
                  strides[layout.channelDimension()], step * rowStride, step * columnStride);
          for (int place = 0; place < size * size; place++) {
            long[] across = rows(place / size, layout.height(array));
            long[] along = columns(place % size, layout.width(array));
            if (across[0] < across[1] && along[0] < along[1]) {
              long y = (band.firstRow() + across[0]) * step + place / size - before;
              long x = along[0] * step + place % size - before;
              long[] shape =
                  layout.shape(layout.channels(array), across[1] - across[0], along[1] - along[0]);
              long offset =
                  array.offset() + band.image() * strides[0] + y * rowStride + x * columnStride;
              views.add(Nd4j.create(array.data(), shape, stride, offset, array.ordering()));
            }
          }
          return views.toArray(INDArray[]::new);
        });
  }
}
