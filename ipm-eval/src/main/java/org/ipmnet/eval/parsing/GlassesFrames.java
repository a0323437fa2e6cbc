// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.image.BoxMean;
import org.ipmnet.data.image.CieLab;

/**
 * Frames of glasses: a line of one colour around each eye, and across the nose between them. Both
 * eyes' lines must be seen nearly all the way below the eye, and the bridge too: lashes, painted
 * lines and rings under eyes have none.
 */
final class GlassesFrames {
  private static final int BETWEEN_EYES = 168;
  private static final int MID_NOSE = 195;
  private static final int RIGHT_INNER = 133;
  private static final int LEFT_INNER = 362;

  /** Blur of the picture in units of {@link EyeCoordinates}, as the following. */
  private static final double BLUR = 1;

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

  /** Wider rims are smoky lids. */
  private static final double WIDEST = 8;

  /** Added to the width of a line that is seen. */
  private static final double EDGE = 2;

  private static final double[] DOWN = {0, 1};

  private final EyeCoordinates places;
  private final ContrastField field;
  private final Rim right;
  private final Rim left;
  private final double nose; // u of its ridge
  private final double top; // v between which a bridge may lie
  private final double bottom;

  private GlassesFrames(EyeCoordinates places, ContrastField field) {
    this.places = places;
    this.field = field;
    this.right = new Rim(field, places.middle(FaceContour.RIGHT_EYE), -1);
    this.left = new Rim(field, places.middle(FaceContour.LEFT_EYE), 1);
    this.nose = (places.of(RIGHT_INNER)[0] + places.of(LEFT_INNER)[0]) / 2;
    this.top = places.of(BETWEEN_EYES)[1] - ABOVE;
    this.bottom = places.of(MID_NOSE)[1];
  }

  /**
   * Whether each pixel of a picture shows a frame before a face, row by row; nothing without
   * glasses.
   */
  static Optional<boolean[]> on(FacePicture picture) {
    EyeCoordinates places = new EyeCoordinates(picture.face(), picture.toPicture());
    int radius = (int) Math.max(1, Math.round(BLUR * places.scale()));
    int width = picture.width();
    int height = picture.height();
    CieLab colours = picture.colours();
    return Stream.of(colours.lightness(), colours.a(), colours.b())
        .map(channel -> BoxMean.of(channel, width, height, radius))
        .flatMap(
            plane ->
                IntStream.of(-1, 1)
                    .mapToObj(sign -> new ContrastField(plane, width, height, sign, places)))
        .map(field -> new GlassesFrames(places, field))
        .max(Comparator.comparingDouble(GlassesFrames::rims))
        .filter(GlassesFrames::areGlasses)
        .map(frames -> picture.most(frames.drawn()));
  }

  /** The share of the rims that is seen. */
  private double rims() {
    return Math.min(right.share(SEEN), left.share(SEEN));
  }

  private double rimWidth() {
    return Math.max(right.width(), left.width());
  }

  private boolean areGlasses() {
    if (rims() < RIM) {
      return false;
    }
    ContrastPath bridge = bridge(nose - BRIDGE, nose + BRIDGE);
    return bridge.quantile(0.5) >= BRIDGE_MEDIAN
        && bridge.quantile(0) >= BRIDGE_LEAST
        && rimWidth() <= WIDEST;
  }

  private ContrastPath bridge(double from, double to) {
    int columns = (int) Math.max(1, Math.round(to - from));
    int rows = (int) Math.max(1, Math.round(bottom - top));
    float[][] contrasts = new float[columns + 1][rows + 1];
    for (int column = 0; column <= columns; column++) {
      for (int row = 0; row <= rows; row++) {
        contrasts[column][row] = (float) field.contrast(from + column, top + row, DOWN);
      }
    }
    return ContrastPath.through(contrasts, 1, -1, -1);
  }

  private Shape drawn() {
    double from = right.atNose()[0];
    ContrastPath bridge = bridge(from, left.atNose()[0]);
    Path2D lines = new Path2D.Double();
    double[] widths = new double[bridge.length()];
    for (int i = 0; i < bridge.length(); i++) {
      double v = top + bridge.at(i);
      widths[i] = field.thickness(from + i, v, bridge.contrast(i), DOWN);
      add(lines, from + i, v, i > 0 && bridge.contrast(i) > SEEN);
    }
    right.trace(SEEN, (u, v, goesOn) -> add(lines, u, v, goesOn));
    left.trace(SEEN, (u, v, goesOn) -> add(lines, u, v, goesOn));
    double widest = Math.max(Median.of(widths), rimWidth());
    float pixels = (float) ((widest + EDGE) * places.scale());
    BasicStroke stroke = new BasicStroke(pixels, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    return stroke.createStrokedShape(lines);
  }

  private void add(Path2D lines, double u, double v, boolean goesOn) {
    double x = places.x(u, v);
    double y = places.y(u, v);
    if (goesOn) {
      lines.lineTo(x, y);
    } else {
      lines.moveTo(x, y);
    }
  }
}
