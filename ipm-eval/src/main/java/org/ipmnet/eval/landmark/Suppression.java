// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.landmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ipmnet.core.face.BoxCandidate;

/** Many boxes around one face or palm become their mean, weighed by their scores. */
final class Suppression {
  private Suppression() {}

  /**
   * Merges.
   *
   * @param same intersection over union with the surest from which on two boxes are one thing
   * @return the surest first
   */
  static List<BoxCandidate> merged(List<BoxCandidate> candidates, double same) {
    List<BoxCandidate> left = new ArrayList<>(candidates);
    left.sort(Comparator.comparingDouble((BoxCandidate box) -> -box.score()));
    List<BoxCandidate> merged = new ArrayList<>();
    while (!left.isEmpty()) {
      BoxCandidate surest = left.get(0);
      List<BoxCandidate> group =
          left.stream().filter(box -> box == surest || overlap(box, surest) > same).toList();
      left.removeAll(group);
      merged.add(mean(surest.score(), group));
    }
    return merged;
  }

  private static BoxCandidate mean(double score, List<BoxCandidate> group) {
    double[] sums = new double[4 + group.get(0).points().length];
    double weights = 0;
    for (BoxCandidate one : group) {
      double[] place = {one.x(), one.y(), one.width(), one.height()};
      for (int i = 0; i < sums.length; i++) {
        sums[i] += one.score() * (i < place.length ? place[i] : one.points()[i - place.length]);
      }
      weights += one.score();
    }
    double[] points = new double[sums.length - 4];
    for (int i = 0; i < points.length; i++) {
      points[i] = sums[4 + i] / weights;
    }
    return new BoxCandidate(
        score, sums[0] / weights, sums[1] / weights, sums[2] / weights, sums[3] / weights, points);
  }

  /** Intersection over union. */
  private static double overlap(BoxCandidate a, BoxCandidate b) {
    double width = shared(a.x(), a.width(), b.x(), b.width());
    double height = shared(a.y(), a.height(), b.y(), b.height());
    double both = width * height;
    return both / (a.width() * a.height() + b.width() * b.height() - both);
  }

  private static double shared(double a, double lengthA, double b, double lengthB) {
    double from = Math.max(a - lengthA / 2, b - lengthB / 2);
    double to = Math.min(a + lengthA / 2, b + lengthB / 2);
    return Math.max(0, to - from);
  }
}
