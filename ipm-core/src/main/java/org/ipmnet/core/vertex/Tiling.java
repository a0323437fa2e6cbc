// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a band of an image is cut into square tiles that may overlap. Tile (0, 0) of an image begins
 * {@code before} pixels before its first; what of a tile lies beyond the image is 0.
 *
 * <p>Tiles are [size * size, c, rows, columns]: all tiles' first pixels, then all their second
 * pixels, and so on, so that a matrix product from the left transforms all tiles at once.
 *
 * @param size pixels along a tile's side
 * @param step from one tile to the next
 */
record Tiling(int size, int step, int before, Band band) {

  /**
   * Rows of tiles of one image of a batch.
   *
   * @param image which of the batch
   * @param firstRow of the image's rows of tiles
   * @param rows of tiles
   * @param columns of tiles
   */
  record Band(int image, int firstRow, int rows, int columns) {}

  /** Cuts the band out of images [batch, c, h, w], an owned reference. */
  INDArray cut(Memory memory, INDArray images) {
    INDArray tiles = take(memory, images);
    if (leavesGaps(images)) {
      tiles.assign(0);
    }
    INDArray[] inTiles = inTiles(memory, tiles, images);
    INDArray[] inImages = inImages(memory, images);
    for (int i = 0; i < inTiles.length; i++) {
      inTiles[i].assign(inImages[i]);
    }
    return tiles;
  }

  /** Writes tiles that do not overlap back into images. */
  void put(Memory memory, INDArray tiles, INDArray images) {
    INDArray[] inTiles = inTiles(memory, tiles, images);
    INDArray[] inImages = inImages(memory, images);
    for (int i = 0; i < inTiles.length; i++) {
      inImages[i].assign(inTiles[i]);
    }
  }

  /** Uninitialised tiles for as many images and channels, an owned reference. */
  INDArray take(Memory memory, INDArray images) {
    return memory.take(
        images.dataType(), (long) size * size, images.size(1), band.rows(), band.columns());
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
      long[] across = rows(place, images.size(2));
      long[] along = columns(place, images.size(3));
      if (across[1] - across[0] < band.rows() || along[1] - along[0] < band.columns()) {
        return true;
      }
    }
    return false;
  }

  private record InTiles(Tiling tiling, long height, long width) {}

  private INDArray[] inTiles(Memory memory, INDArray tiles, INDArray images) {
    long h = images.size(2);
    long w = images.size(3);
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
              one = Slice.of(Slice.of(one, 2, across[0], across[1]), 3, along[0], along[1]);
              views.add(withoutFirst(one));
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
          long[] stride = {strides[1], step * strides[2], step * strides[3]};
          for (int place = 0; place < size * size; place++) {
            long[] across = rows(place / size, array.size(2));
            long[] along = columns(place % size, array.size(3));
            if (across[0] < across[1] && along[0] < along[1]) {
              long y = (band.firstRow() + across[0]) * step + place / size - before;
              long x = along[0] * step + place % size - before;
              long[] shape = {array.size(1), across[1] - across[0], along[1] - along[0]};
              long offset =
                  array.offset() + band.image() * strides[0] + y * strides[2] + x * strides[3];
              views.add(Nd4j.create(array.data(), shape, stride, offset, array.ordering()));
            }
          }
          return views.toArray(INDArray[]::new);
        });
  }
}
