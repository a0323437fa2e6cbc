// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

/**
 * Where a part of a face begins and ends across a line, at each place along it: the upper and lower
 * edge of a lip between its corners. Edges are smoothed over neighbouring places, since a map's are
 * stairs.
 */
final class Extent {
  private static final int PLACES = 32;

  /** Half a pixel: a place is a pixel's middle. */
  private static final double HALF = 0.5;

  private final double from;
  private final double to;
  private final double[] least = new double[PLACES];
  private final double[] most = new double[PLACES];
  private final boolean[] seen = new boolean[PLACES];

  /** Along a line between two places of it. */
  Extent(double from, double to) {
    this.from = from;
    this.to = to;
  }

  /** Adds a pixel, so far along the line and so far across. */
  void add(double along, double across) {
    int place = (int) Math.max(0, Math.min(PLACES - 1, PLACES * (along - from) / (to - from)));
    least[place] = seen[place] ? Math.min(least[place], across - HALF) : across - HALF;
    most[place] = seen[place] ? Math.max(most[place], across + HALF) : across + HALF;
    seen[place] = true;
  }

  /** Whether anything was added. */
  boolean isEmpty() {
    for (boolean any : seen) {
      if (any) {
        return false;
      }
    }
    return true;
  }

  /** Where it begins, so far along the line; beyond its ends as there. It is not empty. */
  double begin(double along) {
    return at(least, along);
  }

  /** Where it ends. */
  double end(double along) {
    return at(most, along);
  }

  private double at(double[] edge, double along) {
    double place = PLACES * (along - from) / (to - from) - HALF;
    double inside = Math.max(0, Math.min(PLACES - 1, place));
    int before = (int) inside;
    int after = Math.min(PLACES - 1, before + 1);
    double share = inside - before;
    return (1 - share) * smoothed(edge, before) + share * smoothed(edge, after);
  }

  /** The mean over a place and both beside it, or the nearest that was seen. */
  private double smoothed(double[] edge, int place) {
    for (int reach = 1; ; reach++) {
      double sum = 0;
      int count = 0;
      for (int i = Math.max(0, place - reach); i <= Math.min(PLACES - 1, place + reach); i++) {
        if (seen[i]) {
          sum += edge[i];
          count++;
        }
      }
      if (count > 0) {
        return sum / count;
      }
    }
  }
}
