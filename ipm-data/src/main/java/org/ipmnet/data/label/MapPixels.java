// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import java.util.function.Predicate;

/** Pixels of a map with some parts of a face. */
record MapPixels(RegionMap map) {

  /** Takes a pixel. */
  @FunctionalInterface
  interface Taking {
    /**
     * Takes it.
     *
     * @param centreX its middle, {@code x + 0.5}; likewise {@code centreY}
     */
    void take(int x, int y, double centreX, double centreY);
  }

  /** All with these parts. */
  void each(Predicate<FacePart> wanted, Taking taking) {
    each(new Box(0, 0, map.width(), map.height()), wanted, taking);
  }

  /** Those in a box. */
  void each(Box box, Predicate<FacePart> wanted, Taking taking) {
    for (int y = box.top; y < box.bottom; y++) {
      for (int x = box.left; x < box.right; x++) {
        if (wanted.test(part(x, y))) {
          taking.take(x, y, x + 0.5, y + 0.5);
        }
      }
    }
  }

  /** What a pixel shows. */
  FacePart part(int x, int y) {
    return FacePart.ofCode(map.codes()[y * map.width() + x]);
  }

  /** A part of the map; {@code right} and {@code bottom} are behind it. */
  record Box(int left, int top, int right, int bottom) {
    /** A grid over it. */
    KnotGrid grid(int columns, int rows) {
      return new KnotGrid(left, top, right - left, bottom - top, columns, rows);
    }
  }

  /** The box of all with these parts, and so many pixels around it; empty without any. */
  Box around(Predicate<FacePart> wanted, double margin) {
    int[] ends = {map.width(), map.height(), -1, -1};
    each(
        wanted,
        (x, y, centreX, centreY) -> {
          ends[0] = Math.min(ends[0], x);
          ends[1] = Math.min(ends[1], y);
          ends[2] = Math.max(ends[2], x + 1);
          ends[3] = Math.max(ends[3], y + 1);
        });
    int more = (int) Math.ceil(margin);
    return ends[2] < 0
        ? new Box(0, 0, 0, 0)
        : new Box(
            Math.max(0, ends[0] - more),
            Math.max(0, ends[1] - more),
            Math.min(map.width(), ends[2] + more),
            Math.min(map.height(), ends[3] + more));
  }
}
