// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.util.Arrays;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.ShapeCoverage;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.BoxMean;
import org.ipmnet.data.image.CieLab;

/**
 * Frames of glasses: a line of one colour around each eye, and across the nose between them. Both
 * eyes' lines must be seen nearly all the way below the eye, where no brow or lid is, and the
 * bridge too: lashes, painted lines and rings under eyes have none.
 *
 * <p>Places are told beside the eyes, whose outer corners are 100 units apart: u to the person's
 * left, v down.
 */
final class GlassesFrames {
  private static final int RIGHT_CORNER = 33;
  private static final int LEFT_CORNER = 263;
  private static final int BETWEEN_EYES = 168;
  private static final int MID_NOSE = 195;
  private static final int RIGHT_INNER = 133;
  private static final int LEFT_INNER = 362;
  private static final double UNITS = 100;

  /** Blur of the picture in units. */
  private static final double BLUR = 1;

  /** Directions from an eye's middle: 0 is towards the temple, a quarter of them down. */
  private static final int DIRECTIONS = 120;

  /** The first and last direction in which a rim is seen below an eye. */
  private static final int FIRST = 4;

  private static final int LAST = 56;

  /** How far from an eye's middle rims are. */
  private static final int NEAREST = 14;

  private static final int FARTHEST = 44;

  /** Half of the space within which a line must differ from both sides. */
  private static final int[] BESIDE = {4, 7, 10};

  /** By how many units a rim's distance changes from one direction to the next. */
  private static final int STEEP = 2;

  /** Half the length of the bridge that is looked at, and how far above the eyes it may lie. */
  private static final int BRIDGE = 6;

  private static final int ABOVE = 8;

  /** A line that differs from both sides by more, in CIELAB, is seen. */
  private static final double SEEN = 4;

  /** The least share of a rim that is seen. */
  private static final double RIM = 0.9;

  /** What the bridge differs by: the median, and at the least. */
  private static final double BRIDGE_MEDIAN = 15;

  private static final double BRIDGE_LEAST = 6;

  /** Wider rims, in units, are smoky lids. */
  private static final double WIDEST = 8;

  /** Added to the width of a line that is seen. */
  private static final double EDGE = 2;

  private final int width;
  private final int height;
  private final float[][] lab;
  private final double[] origin;
  private final double unitX;
  private final double unitY;
  private final double[] rightEye;
  private final double[] leftEye;
  private final double[] nose;

  /**
   * What may lie before a face.
   *
   * @param toPicture from pixels in which the face's points are to those of the picture
   */
  GlassesFrames(CieLab picture, int width, int height, FaceLandmarks face, AffineMap toPicture) {
    this.width = width;
    this.height = height;
    double[] from = place(face, toPicture, RIGHT_CORNER);
    double[] to = place(face, toPicture, LEFT_CORNER);
    this.unitX = (to[0] - from[0]) / UNITS;
    this.unitY = (to[1] - from[1]) / UNITS;
    this.origin = new double[] {(from[0] + to[0]) / 2, (from[1] + to[1]) / 2};
    int radius = (int) Math.max(1, Math.round(BLUR * Math.hypot(unitX, unitY)));
    this.lab =
        new float[][] {
          BoxMean.of(picture.lightness(), width, height, radius),
          BoxMean.of(picture.a(), width, height, radius),
          BoxMean.of(picture.b(), width, height, radius)
        };
    this.rightEye = middle(face, toPicture, FaceContour.RIGHT_EYE);
    this.leftEye = middle(face, toPicture, FaceContour.LEFT_EYE);
    double[] inner = units(place(face, toPicture, RIGHT_INNER));
    double[] other = units(place(face, toPicture, LEFT_INNER));
    this.nose =
        new double[] {
          (inner[0] + other[0]) / 2,
          units(place(face, toPicture, BETWEEN_EYES))[1] - ABOVE,
          units(place(face, toPicture, MID_NOSE))[1]
        };
  }

  private static double[] place(FaceLandmarks face, AffineMap map, int point) {
    return new double[] {map.x(face.x(point), face.y(point)), map.y(face.x(point), face.y(point))};
  }

  private double[] middle(FaceLandmarks face, AffineMap map, FaceContour contour) {
    double[] sum = new double[2];
    for (int point : contour.points()) {
      double[] place = units(place(face, map, point));
      sum[0] += place[0] / contour.points().length;
      sum[1] += place[1] / contour.points().length;
    }
    return sum;
  }

  private double[] units(double[] place) {
    double x = place[0] - origin[0];
    double y = place[1] - origin[1];
    double square = unitX * unitX + unitY * unitY;
    return new double[] {(x * unitX + y * unitY) / square, (y * unitX - x * unitY) / square};
  }

  /** Whether each pixel shows a frame, row by row; null if there are no glasses. */
  boolean[] covered() {
    Lines best = null;
    for (int channel = 0; channel < lab.length; channel++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        Lines lines = new Lines(lab[channel], sign);
        if (lines.rims() >= RIM && (best == null || lines.rims() > best.rims())) {
          best = lines;
        }
      }
    }
    return best != null && best.hasBridge() && best.rimWidth() <= WIDEST ? best.covered() : null;
  }

  /** Lines that are higher in one channel than both their sides, or lower. */
  private final class Lines {
    private final float[] plane;
    private final int sign;
    private final Rim right;
    private final Rim left;
    private final ContrastPath bridge;

    Lines(float[] plane, int sign) {
      this.plane = plane;
      this.sign = sign;
      this.right = new Rim(rightEye, -1);
      this.left = new Rim(leftEye, 1);
      this.bridge = bridge(nose[0] - BRIDGE, nose[0] + BRIDGE);
    }

    double rims() {
      return Math.min(right.below.share(SEEN), left.below.share(SEEN));
    }

    boolean hasBridge() {
      return bridge.quantile(0.5) >= BRIDGE_MEDIAN && bridge.quantile(0) >= BRIDGE_LEAST;
    }

    double rimWidth() {
      return Math.max(right.width(), left.width());
    }

    private ContrastPath bridge(double from, double to) {
      int columns = (int) Math.max(1, Math.round(to - from));
      int rows = (int) Math.max(1, Math.round(nose[2] - nose[1]));
      float[][] contrasts = new float[columns + 1][rows + 1];
      for (int column = 0; column <= columns; column++) {
        for (int row = 0; row <= rows; row++) {
          contrasts[column][row] = (float) contrast(from + column, nose[1] + row, 0, 1);
        }
      }
      return ContrastPath.through(contrasts, 1, -1, -1);
    }

    /** By how much a place stands out from both sides. */
    private double contrast(double u, double v, double sideU, double sideV) {
      double here = value(u, v);
      double most = Double.NEGATIVE_INFINITY;
      for (int beside : BESIDE) {
        double one = value(u - beside * sideU, v - beside * sideV);
        double other = value(u + beside * sideU, v + beside * sideV);
        most = Math.max(most, here - Math.max(one, other));
      }
      return most;
    }

    private double value(double u, double v) {
      double x = origin[0] + u * unitX - v * unitY - 0.5;
      double y = origin[1] + u * unitY + v * unitX - 0.5;
      int column = (int) Math.max(0, Math.min(width - 1, Math.floor(x)));
      int row = (int) Math.max(0, Math.min(height - 1, Math.floor(y)));
      double across = Math.max(0, Math.min(1, x - column));
      double down = Math.max(0, Math.min(1, y - row));
      int right = Math.min(width - 1, column + 1);
      int below = Math.min(height - 1, row + 1) * width;
      double upper =
          plane[row * width + column] * (1 - across) + plane[row * width + right] * across;
      double lower = plane[below + column] * (1 - across) + plane[below + right] * across;
      return sign * (upper * (1 - down) + lower * down);
    }

    /** How wide the line at a place is: what differs by more than half of what it does. */
    private double thickness(double u, double v, double sideU, double sideV, double contrast) {
      double least = value(u, v) - contrast / 2;
      int count = 1;
      for (int side = -1; side <= 1; side += 2) {
        int away = 1;
        while (away < BESIDE[BESIDE.length - 1]
            && value(u + side * away * sideU, v + side * away * sideV) > least) {
          away++;
          count++;
        }
      }
      return count;
    }

    boolean[] covered() {
      double[] from = right.place(LAST, right.below.at(LAST - FIRST));
      double[] to = left.place(LAST, left.below.at(LAST - FIRST));
      ContrastPath whole = bridge(from[0], to[0]);
      Path2D lines = new Path2D.Double();
      double[] widths = new double[whole.length()];
      for (int i = 0; i < whole.length(); i++) {
        double u = from[0] + i;
        double v = nose[1] + whole.at(i);
        widths[i] = thickness(u, v, 0, 1, whole.contrast(i));
        add(lines, u, v, i > 0 && whole.contrast(i) > SEEN);
      }
      right.addTo(lines);
      left.addTo(lines);
      double widest = Math.max(median(widths), rimWidth());
      double scale = Math.hypot(unitX, unitY);
      BasicStroke stroke =
          new BasicStroke(
              (float) ((widest + EDGE) * scale), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
      return ShapeCoverage.most(stroke.createStrokedShape(lines), width, height);
    }

    private void add(Path2D lines, double u, double v, boolean drawn) {
      double x = origin[0] + u * unitX - v * unitY;
      double y = origin[1] + u * unitY + v * unitX;
      if (drawn) {
        lines.lineTo(x, y);
      } else {
        lines.moveTo(x, y);
      }
    }

    /** The line around one eye. */
    private final class Rim {
      private final double[] eye;
      private final int temple;
      private final ContrastPath below;

      Rim(double[] eye, int temple) {
        this.eye = eye;
        this.temple = temple;
        this.below = ContrastPath.through(contrasts(FIRST, LAST), STEEP, -1, -1);
      }

      private float[][] contrasts(int first, int last) {
        float[][] contrasts = new float[last - first + 1][FARTHEST - NEAREST + 1];
        for (int i = first; i <= last; i++) {
          double[] side = side(i);
          for (int j = 0; j < contrasts[0].length; j++) {
            double[] at = place(i, j);
            contrasts[i - first][j] = (float) contrast(at[0], at[1], side[0], side[1]);
          }
        }
        return contrasts;
      }

      private double[] side(int direction) {
        double angle = 2 * Math.PI * direction / DIRECTIONS;
        return new double[] {temple * Math.cos(angle), Math.sin(angle)};
      }

      double[] place(int direction, int distance) {
        double[] side = side(direction);
        return new double[] {
          eye[0] + (NEAREST + distance) * side[0], eye[1] + (NEAREST + distance) * side[1]
        };
      }

      /** How wide it is below the eye. */
      double width() {
        double[] widths = new double[below.length()];
        for (int i = 0; i < widths.length; i++) {
          double[] at = place(FIRST + i, below.at(i));
          double[] side = side(FIRST + i);
          widths[i] = thickness(at[0], at[1], side[0], side[1], below.contrast(i));
        }
        return median(widths);
      }

      /** Adds what is seen all around the eye. */
      void addTo(Path2D lines) {
        int last = FIRST + DIRECTIONS;
        ContrastPath above =
            ContrastPath.through(contrasts(LAST, last), STEEP, below.at(LAST - FIRST), below.at(0));
        for (int i = FIRST; i <= last; i++) {
          ContrastPath path = i <= LAST ? below : above;
          int index = i <= LAST ? i - FIRST : i - LAST;
          double[] at = place(i, path.at(index));
          add(lines, at[0], at[1], i > FIRST && path.contrast(index) > SEEN);
        }
      }
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
