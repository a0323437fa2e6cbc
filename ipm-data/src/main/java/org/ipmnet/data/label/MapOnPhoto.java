// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import java.util.function.Predicate;
import org.ipmnet.data.image.NearestResize;

/**
 * A map over the photo that it belongs to, which may be larger.
 *
 * @param width of the photo in pixels
 * @param height likewise
 */
record MapOnPhoto(RegionMap map, int width, int height) {

  /** Takes a pixel: where it is, and the middle of it in pixels of the map. */
  @FunctionalInterface
  interface Pixels {
    void take(int x, int y, double mapX, double mapY);
  }

  /** The part that a pixel of the photo shows. */
  FacePart part(int x, int y) {
    int column = NearestResize.source(x, map.width(), width);
    int row = NearestResize.source(y, map.height(), height);
    return FacePart.ofCode(map.codes()[row * map.width() + column]);
  }

  /** Pixels of the map with some part. */
  void eachOfMap(Predicate<FacePart> wanted, Pixels pixels) {
    for (int i = 0; i < map.codes().length; i++) {
      if (wanted.test(FacePart.ofCode(map.codes()[i]))) {
        int x = i % map.width();
        int y = i / map.width();
        pixels.take(x, y, x + 0.5, y + 0.5);
      }
    }
  }

  /** Pixels of the photo in a box of the map. */
  void each(Box box, Pixels pixels) {
    for (int y = box.top; y < box.bottom; y++) {
      for (int x = box.left; x < box.right; x++) {
        pixels.take(x, y, (x + 0.5) * map.width() / width, (y + 0.5) * map.height() / height);
      }
    }
  }

  /** A part of the photo; {@code right} and {@code bottom} are behind it. */
  record Box(int left, int top, int right, int bottom) {
    private static final Box EMPTY = new Box(0, 0, 0, 0);

    /** A grid over it. */
    KnotGrid grid(int columns, int rows) {
      return new KnotGrid(left, top, right - left, bottom - top, columns, rows);
    }
  }

  /** The part of the photo that shows pixels of the map, and so many more around them. */
  Box around(Predicate<FacePart> wanted, double margin) {
    double[] ends = {Double.MAX_VALUE, Double.MAX_VALUE, -1, -1};
    eachOfMap(
        wanted,
        (x, y, mapX, mapY) -> {
          ends[0] = Math.min(ends[0], x);
          ends[1] = Math.min(ends[1], y);
          ends[2] = Math.max(ends[2], x + 1);
          ends[3] = Math.max(ends[3], y + 1);
        });
    if (ends[2] < 0) {
      return Box.EMPTY;
    }
    double scaleX = (double) width / map.width();
    double scaleY = (double) height / map.height();
    return new Box(
        (int) Math.max(0, Math.floor((ends[0] - margin) * scaleX)),
        (int) Math.max(0, Math.floor((ends[1] - margin) * scaleY)),
        (int) Math.min(width, Math.ceil((ends[2] + margin) * scaleX)),
        (int) Math.min(height, Math.ceil((ends[3] + margin) * scaleY)));
  }
}
