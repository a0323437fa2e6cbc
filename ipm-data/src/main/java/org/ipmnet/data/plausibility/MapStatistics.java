// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.plausibility;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ipmnet.data.image.GrayImage;

/**
 * How much of a map each value covers, and where.
 *
 * @param areas pixels of each of the 256 values
 * @param xs mean column of each
 * @param ys mean row of each
 */
record MapStatistics(int[] areas, double[] xs, double[] ys) {
  static final int VALUES = 256;

  /** Smaller regions, in areas of the skin, are specks whose place says nothing. */
  private static final double SPECK = 0.002;

  /** A face may be turned in its picture; so many directions of up are tried. */
  private static final int TURNS = 8;

  static MapStatistics of(GrayImage map) {
    int[] areas = new int[VALUES];
    double[] xs = new double[VALUES];
    double[] ys = new double[VALUES];
    byte[] values = map.values();
    for (int y = 0, i = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++, i++) {
        int value = values[i] & 0xFF;
        areas[value]++;
        xs[value] += x;
        ys[value] += y;
      }
    }
    for (int value = 0; value < VALUES; value++) {
      xs[value] /= Math.max(1, areas[value]);
      ys[value] /= Math.max(1, areas[value]);
    }
    return new MapStatistics(areas, xs, ys);
  }

  /** A value's region as a face with a given skin would have it, see {@link PartPlace}. */
  record Region(int value, double x, double y, double area) {
    private Region turned(int turn) {
      double cos = Math.cos(2 * Math.PI * turn / TURNS);
      double sin = Math.sin(2 * Math.PI * turn / TURNS);
      return new Region(value, cos * x - sin * y, sin * x + cos * y, area);
    }
  }

  /**
   * All regions but background and skin, specks left out, in every direction of up; upright first.
   *
   * @param skin a value that covers something
   */
  List<List<Region>> seenFrom(int skin) {
    double unit = Math.sqrt(areas[skin]);
    List<Region> upright = new ArrayList<>();
    for (int value = 1; value < VALUES; value++) {
      double area = (double) areas[value] / areas[skin];
      if (value != skin && area >= SPECK) {
        upright.add(
            new Region(value, (xs[value] - xs[skin]) / unit, (ys[value] - ys[skin]) / unit, area));
      }
    }
    return IntStream.range(0, TURNS)
        .mapToObj(turn -> upright.stream().map(region -> region.turned(turn)).toList())
        .toList();
  }
}
