// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import java.util.ArrayList;
import java.util.List;

/**
 * Where eyes, brows and mouth of a map lie, and what lies around them.
 *
 * @param eyes those that are seen, at most two
 * @param eyeDistance between their middles; of a single one, what its width lets expect; 0 without
 *     any
 */
record FaceFeatures(List<Eye> eyes, double eyeDistance) {
  /** Widths of an eye between the middles of both. */
  private static final double EYES_APART = 2.1;

  /** From an eye to the mouth, in widths of an eye, where no mouth is seen. */
  private static final double TO_MOUTH = 2.2;

  /** From an eye to its brow, likewise. */
  private static final double TO_BROW = 0.75;

  /** Looks for them. */
  static FaceFeatures of(RegionMap map) {
    Spot first = new Spot();
    Spot second = new Spot();
    Spot mouth = new Spot();
    Spot brows = new Spot();
    for (int i = 0; i < map.codes().length; i++) {
      byte code = map.codes()[i];
      double x = i % map.width() + 0.5;
      double y = i / map.width() + 0.5;
      switch (FacePart.ofCode(code)) {
        case EYE -> (code == FacePart.EYE.code() ? first : second).add(x, y);
        case UPPER_LIP, LOWER_LIP, INNER_MOUTH -> mouth.add(x, y);
        case BROW -> brows.add(x, y);
        default -> {
          // none of them
        }
      }
    }
    List<Spot> seen = new ArrayList<>();
    for (Spot eye : List.of(first, second)) {
      if (eye.count > 0) {
        seen.add(eye);
      }
    }
    if (seen.isEmpty()) {
      return new FaceFeatures(List.of(), 0);
    }
    double distance =
        seen.size() == 2
            ? Math.hypot(first.x() - second.x(), first.y() - second.y())
            : EYES_APART * 2 * seen.get(0).halfWidth();
    distance = Math.max(1, distance);
    double middleX = seen.stream().mapToDouble(Spot::x).average().orElseThrow();
    double middleY = seen.stream().mapToDouble(Spot::y).average().orElseThrow();
    // across the face from left to right in the picture, and down it
    double acrossX = 1;
    double acrossY = 0;
    if (seen.size() == 2) {
      double sign = first.x() <= second.x() ? 1 : -1;
      acrossX = sign * (second.x() - first.x()) / distance;
      acrossY = sign * (second.y() - first.y()) / distance;
    }
    if (mouth.count > 0 && (mouth.x() - middleX) * -acrossY + (mouth.y() - middleY) * acrossX < 0) {
      acrossX = -acrossX; // upside down
      acrossY = -acrossY;
    }
    double width = distance / EYES_APART;
    double down =
        mouth.count == 0
            ? TO_MOUTH * width
            : (mouth.x() - middleX) * -acrossY + (mouth.y() - middleY) * acrossX;
    double up =
        brows.count == 0
            ? TO_BROW * width
            : (brows.x() - middleX) * acrossY - (brows.y() - middleY) * acrossX;
    List<Eye> eyes = new ArrayList<>();
    for (Spot eye : seen) {
      double side = (eye.x() - middleX) * acrossX + (eye.y() - middleY) * acrossY;
      double outwards = seen.size() < 2 ? 0 : Math.signum(side);
      eyes.add(
          new Eye(
              eye.x(),
              eye.y(),
              acrossX,
              acrossY,
              outwards,
              width,
              Math.max(width / 4, up),
              Math.max(width, down)));
    }
    return new FaceFeatures(List.copyOf(eyes), distance);
  }

  /** The eye that is nearest to a pixel; there is one. */
  Eye nearest(double x, double y) {
    Eye nearest = eyes.get(0);
    for (Eye eye : eyes) {
      if (Math.hypot(eye.x - x, eye.y - y) < Math.hypot(nearest.x - x, nearest.y - y)) {
        nearest = eye;
      }
    }
    return nearest;
  }

  /**
   * An eye and what lies around it. Places are told along the face: s across it, above 0 outwards,
   * t down it, both from the eye's middle.
   *
   * @param outwards 1 if the picture's right is away from the other eye, -1 if its left is, 0 if
   *     there is no other eye
   * @param width of the eye
   * @param toBrow from its middle up to the brow's
   * @param toMouth from its middle down to the mouth's
   */
  record Eye(
      double x,
      double y,
      double acrossX,
      double acrossY,
      double outwards,
      double width,
      double toBrow,
      double toMouth) {

    /** How far a lid reaches from the eye's middle, in widths of the eye. */
    private static final double LID_OUTWARDS = 0.85;

    private static final double LID_INWARDS = 0.62;

    /** How much a pixel of skin belongs to the lid, between eye and brow, 0 to 1. */
    double lid(double px, double py) {
      double s = s(px, py) / width;
      double t = down(px, py);
      double reach = s > 0 ? LID_OUTWARDS : LID_INWARDS;
      double inside = ramp((reach - Math.abs(s)) / 0.15);
      double above = ramp((0.12 * width - t) / (0.1 * width));
      return inside * above * ramp((t + 0.92 * toBrow) / (0.2 * toBrow));
    }

    /** From 1 at the eye to 0 at the corners of its lid, which eye shadow does not reach. */
    double lidFade(double px, double py) {
      double s = s(px, py) / width;
      double across = Math.abs(s) / (s > 0 ? LID_OUTWARDS : LID_INWARDS);
      double up = Math.max(0, -down(px, py) / toBrow);
      return ramp((1.05 - Math.hypot(across, 0.9 * up)) / 0.6);
    }

    /** From 0 in the inner half of the eye to 1 in the outer one. */
    double outer(double px, double py) {
      return ramp(s(px, py) / width / 0.6 + 0.5);
    }

    /** From 0 at the lashes to 1 below the brow. */
    double upper(double px, double py) {
      return ramp((-down(px, py) / toBrow - 0.3) / 0.4);
    }

    /** The same of what is under it. */
    double under(double px, double py) {
      double s = s(px, py) / width;
      double t = down(px, py) / width;
      return ramp((0.68 - Math.abs(s)) / 0.2) * ramp((t - 0.02) / 0.1) * ramp((0.62 - t) / 0.2);
    }

    /** The same of the cheek: an ellipse on the way to the mouth's height. */
    double cheek(double px, double py) {
      return ramp((1 - fromCheek(px, py)) / 0.35);
    }

    /** From 1 in the middle of the cheek to 0 at its edge: blush has none. */
    double cheekFade(double px, double py) {
      return ramp((1 - fromCheek(px, py)) / 0.75);
    }

    /** How far from the cheek's middle, of the way to its edge. */
    private double fromCheek(double px, double py) {
      double s = (s(px, py) - 0.25 * width) / (0.95 * width);
      double t = (down(px, py) - 0.62 * toMouth) / (0.36 * toMouth);
      return Math.sqrt(s * s + t * t);
    }

    /** How far outwards a place lies from the middle, in widths of the eye. */
    double widthsOut(double px, double py) {
      return s(px, py) / width;
    }

    /**
     * How far down: above the middle in ways to the brow, below 0; below it in ways to the mouth.
     */
    double waysDown(double px, double py) {
      double t = down(px, py);
      return t / (t < 0 ? toBrow : toMouth);
    }

    /** How far across the face a place lies from the middle, to the picture's right. */
    double across(double px, double py) {
      return (px - x) * acrossX + (py - y) * acrossY;
    }

    /** How far down the face. */
    double down(double px, double py) {
      return (py - y) * acrossX - (px - x) * acrossY;
    }

    private double s(double px, double py) {
      double across = across(px, py);
      return outwards == 0 ? across : outwards * across;
    }

    /** 0 below 0, 1 above 1, smooth between. */
    private static double ramp(double share) {
      double x = Math.max(0, Math.min(1, share));
      return x * x * (3 - 2 * x);
    }
  }

  /** Pixels counted. */
  private static final class Spot {
    private int count;
    private double sumX;
    private double sumY;
    private double squaresX;

    void add(double x, double y) {
      count++;
      sumX += x;
      sumY += y;
      squaresX += x * x;
    }

    double x() {
      return sumX / count;
    }

    double y() {
      return sumY / count;
    }

    /** Half the width of pixels that are spread evenly. */
    double halfWidth() {
      return Math.sqrt(3 * Math.max(0, squaresX / count - x() * x()));
    }
  }
}
