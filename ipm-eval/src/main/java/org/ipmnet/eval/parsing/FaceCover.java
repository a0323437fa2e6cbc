// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.Shape;
import java.awt.geom.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.BoxMean;
import org.ipmnet.data.image.CieLab;

/**
 * What hides a mouth or an eye whose points are guessed: a mask, a cup, dark glasses. A feature is
 * hidden if it looks like its surroundings, and those look like no skin of the face. What hides it
 * is then all around that has the same colour. Heavy makeup does not pass for such: lips and eyes
 * are seen in it.
 */
final class FaceCover {
  /** Where features stand out less than this (CIE76 distance) from their surroundings, none is. */
  private static final double INDISTINCT = 8;

  /** Surroundings that differ by this from skin are none. */
  private static final double NO_SKIN = 15;

  /** What hides a feature differs by less than this from what is around the feature. */
  private static final double SAME_COLOUR = 14;

  /** Width of a feature's surroundings in distances between the eyes. */
  private static final double AROUND = 0.12;

  /** Width of what is taken away at a cover's edge, likewise. */
  private static final double EDGE = 0.03;

  /** Points around which skin is looked at: above the nose, the middle of the forehead, cheeks. */
  private static final int[][] SKIN = {{168, 6}, {9, 151}, {101, 330}};

  /** How many of the places must differ from a feature's surroundings. */
  private static final int DIFFERENT = 2;

  /** Radius of such a place in distances between the eyes. */
  private static final double PLACE = 0.12;

  private static final FaceContour[] FEATURES = {
    FaceContour.LIPS, FaceContour.LEFT_EYE, FaceContour.RIGHT_EYE
  };

  private final FacePicture picture;
  private final float[][] lab;
  private final double eyeDistance;

  /** What is before a face of a picture. */
  FaceCover(FacePicture picture) {
    this.picture = picture;
    this.eyeDistance = picture.eyeDistance();
    CieLab colours = picture.colours();
    this.lab =
        new float[][] {
          BoxMean.of(colours.lightness(), picture.width(), picture.height(), 1),
          BoxMean.of(colours.a(), picture.width(), picture.height(), 1),
          BoxMean.of(colours.b(), picture.width(), picture.height(), 1)
        };
  }

  /** Whether each pixel shows something that hides a feature, row by row. */
  boolean[] covered() {
    boolean[] covered = new boolean[lab[0].length];
    List<float[]> skin = skin();
    for (FaceContour feature : FEATURES) {
      Shape line = picture.contour(feature);
      boolean[] inside = picture.most(line);
      boolean[] around = around(line, AROUND);
      float[] colour = median(around);
      if (colour != null && isNoSkin(colour, skin) && meanDistance(inside, colour) < INDISTINCT) {
        grow(inside, around, colour, covered);
      }
    }
    return covered;
  }

  private boolean[] around(Shape line, double share) {
    Area ring = WidenedShape.of(line, share * eyeDistance);
    ring.subtract(new Area(line));
    return picture.most(ring);
  }

  private static boolean isNoSkin(float[] colour, List<float[]> skin) {
    return skin.stream().filter(place -> distance(place, colour) > NO_SKIN).count() >= DIFFERENT;
  }

  /** The colours of the places that are in the picture. */
  private List<float[]> skin() {
    FaceLandmarks face = picture.face();
    AffineMap toPicture = picture.toPicture();
    List<float[]> colours = new ArrayList<>();
    for (int[] place : SKIN) {
      Area discs = new Area();
      for (int point : place) {
        discs.add(
            WidenedShape.disc(
                toPicture.x(face.x(point), face.y(point)),
                toPicture.y(face.x(point), face.y(point)),
                PLACE * eyeDistance));
      }
      float[] colour = median(picture.most(discs));
      if (colour != null) {
        colours.add(colour);
      }
    }
    return colours;
  }

  /** Marks all that hangs together with a feature, has this colour and lies on the face. */
  private void grow(boolean[] inside, boolean[] around, float[] colour, boolean[] covered) {
    Shape oval = picture.contour(FaceContour.OVAL);
    boolean[] reach = picture.most(WidenedShape.of(oval, AROUND * eyeDistance));
    boolean[] same = new boolean[reach.length];
    for (int i = 0; i < same.length; i++) {
      same[i] = inside[i] || around[i] && isLike(i, colour);
    }
    widen(Connected.reached(same, picture.width(), i -> reach[i] && isLike(i, colour)), covered);
  }

  private void widen(boolean[] same, boolean[] covered) {
    float[] share = new float[same.length];
    for (int i = 0; i < share.length; i++) {
      share[i] = same[i] ? 1 : 0;
    }
    int radius = (int) Math.max(1, Math.round(EDGE * eyeDistance));
    share = BoxMean.of(share, picture.width(), picture.height(), radius);
    float least = 0.5f / (2 * radius + 1) / (2 * radius + 1);
    for (int i = 0; i < share.length; i++) {
      covered[i] |= share[i] > least;
    }
  }

  private boolean isLike(int pixel, float[] colour) {
    return distance(colour(pixel), colour) < SAME_COLOUR;
  }

  private float[] colour(int pixel) {
    return new float[] {lab[0][pixel], lab[1][pixel], lab[2][pixel]};
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int c = 0; c < one.length; c++) {
      sum += (one[c] - other[c]) * (one[c] - other[c]);
    }
    return Math.sqrt(sum);
  }

  private double meanDistance(boolean[] pixels, float[] colour) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i]) {
        sum += distance(colour(i), colour);
        count++;
      }
    }
    return count == 0 ? Double.MAX_VALUE : sum / count;
  }

  /** The median of each channel, or null of no pixels. */
  private float[] median(boolean[] pixels) {
    float[] median = new float[lab.length];
    for (int c = 0; c < lab.length; c++) {
      OptionalDouble ofChannel = Median.of(lab[c], i -> pixels[i]);
      if (ofChannel.isEmpty()) {
        return null;
      }
      median[c] = (float) ofChannel.getAsDouble();
    }
    return median;
  }
}
