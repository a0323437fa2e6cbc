// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.Shape;
import org.ipmnet.data.face.ShapeCoverage;

/**
 * Which pixels show a brow: those within the line through its points, and those near it that are
 * darker than halfway from the skin around to the brow, where hairs reach beyond the points.
 */
final class BrowHairs {
  /** How far hairs reach beyond the line, in distances between the eyes. */
  private static final double REACH = 0.02;

  /** Where around the line there is skin alone, likewise. */
  private static final double SKIN_FROM = 0.03;

  private static final double SKIN_TO = 0.06;

  /** A brow is taken to be darker than skin by at least this lightness, of 100. */
  private static final float LEAST_CONTRAST = 8;

  private final float[] lightness;
  private final int width;
  private final int height;
  private final double eyeDistance;

  /**
   * Brows of a picture.
   *
   * @param lightness of its pixels, from 0 to 100, row by row
   * @param eyeDistance between the eyes in its pixels
   */
  BrowHairs(float[] lightness, int width, int height, double eyeDistance) {
    this.lightness = lightness;
    this.width = width;
    this.height = height;
    this.eyeDistance = eyeDistance;
  }

  /** Whether each pixel shows the brow around which this line is, row by row. */
  boolean[] of(Shape line) {
    boolean[] brow = covered(line);
    boolean[] near = covered(widened(line, REACH));
    boolean[] around = covered(widened(line, SKIN_TO));
    boolean[] edge = covered(widened(line, SKIN_FROM));
    float ofBrow = medianLightness(brow, new boolean[brow.length]);
    float ofSkin = medianLightness(around, edge);
    float dark = ofSkin - Math.max(LEAST_CONTRAST, ofSkin - ofBrow) / 2;
    for (int i = 0; i < brow.length; i++) {
      brow[i] |= near[i] && lightness[i] < dark;
    }
    return brow;
  }

  private Shape widened(Shape line, double share) {
    return WidenedShape.of(line, share * eyeDistance);
  }

  private boolean[] covered(Shape shape) {
    return ShapeCoverage.most(shape, width, height);
  }

  /** Of the pixels in one set and not in the other; 0 if there is none. */
  private float medianLightness(boolean[] in, boolean[] out) {
    return (float) Median.of(lightness, i -> in[i] && !out[i]).orElse(0);
  }
}
