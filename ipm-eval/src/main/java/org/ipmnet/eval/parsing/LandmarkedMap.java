// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.ShapeCoverage;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;

/**
 * A parser's map made exact by a face's points: lips, eyes, brows and nose are where the contours
 * say, and in the face's oval there is skin unless the parser sees hair or something worn before
 * it. All else is the parser's.
 */
final class LandmarkedMap {
  /**
   * How much wider than the line through its points a brow is drawn, on each side, in distances
   * between the eyes: people who draw maps take the hairs' ends in.
   */
  private static final double BROW_EDGE = 0.012;

  /** Coverage of a pixel that belongs to a shape. */
  private static final int HALF = 128;

  private final LabelScheme labels;
  private final FaceLandmarks face;
  private final AffineMap toMap;

  /**
   * A map of this scheme.
   *
   * @param toMap from pixels of the photo in which the face was found to the map's
   */
  LandmarkedMap(LabelScheme labels, FaceLandmarks face, AffineMap toMap) {
    this.labels = labels;
    this.face = face;
    this.toMap = toMap;
  }

  /** The parser's map, which is left as it is, made exact. */
  GrayImage of(GrayImage parsed) {
    byte[] values = parsed.values().clone();
    GrayImage map = new GrayImage(parsed.width(), parsed.height(), values);
    byte[] oval = coverage(map, FaceContour.OVAL.of(face, toMap));
    byte skin = value(FacePart.SKIN, false);
    for (int i = 0; i < values.length; i++) {
      if (covered(oval, i) && !staysInFace(part(values[i])) || isFeature(part(values[i]))) {
        values[i] = skin;
      }
    }
    draw(map, FacePart.NOSE, false, FaceContour.NOSE.of(face, toMap));
    draw(map, FacePart.BROW, false, brow(FaceContour.LEFT_BROW));
    draw(map, FacePart.BROW, true, brow(FaceContour.RIGHT_BROW));
    draw(map, FacePart.EYE, false, FaceContour.LEFT_EYE.of(face, toMap));
    draw(map, FacePart.EYE, true, FaceContour.RIGHT_EYE.of(face, toMap));
    draw(map, FacePart.UPPER_LIP, false, FaceContour.UPPER_LIP.of(face, toMap));
    draw(map, FacePart.LOWER_LIP, false, FaceContour.LOWER_LIP.of(face, toMap));
    draw(map, FacePart.INNER_MOUTH, false, FaceContour.MOUTH.of(face, toMap));
    return map;
  }

  /** What may lie before a face. */
  private static boolean staysInFace(FacePart part) {
    return part == FacePart.HAIR || part == FacePart.HAT || part == FacePart.GLASSES;
  }

  private static boolean isFeature(FacePart part) {
    return switch (part) {
      case BROW, EYE, NOSE, UPPER_LIP, INNER_MOUTH, LOWER_LIP -> true;
      default -> false;
    };
  }

  private FacePart part(byte value) {
    return labels.parts().get(value & 0xFF);
  }

  /** What stands for a part; of one of two, for the person's left or right one. */
  private byte value(FacePart part, boolean right) {
    return (byte) (right ? labels.parts().lastIndexOf(part) : labels.parts().indexOf(part));
  }

  private Shape brow(FaceContour contour) {
    Shape line = contour.of(face, toMap);
    double scale = Math.sqrt(Math.abs(toMap.xx() * toMap.yy() - toMap.xy() * toMap.yx()));
    double edge = BROW_EDGE * face.eyeDistance() * scale;
    Area brow = new Area(line);
    brow.add(
        new Area(
            new BasicStroke((float) (2 * edge), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                .createStrokedShape(line)));
    return brow;
  }

  private void draw(GrayImage map, FacePart part, boolean right, Shape shape) {
    byte[] coverage = coverage(map, shape);
    byte value = value(part, right);
    for (int i = 0; i < coverage.length; i++) {
      if (covered(coverage, i)) {
        map.values()[i] = value;
      }
    }
  }

  private static byte[] coverage(GrayImage map, Shape shape) {
    return ShapeCoverage.of(shape, map.width(), map.height());
  }

  private static boolean covered(byte[] coverage, int pixel) {
    return (coverage[pixel] & 0xFF) >= HALF;
  }
}
