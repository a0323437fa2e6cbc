// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.segmentation;

import org.ipmnet.data.image.BoxMean;

/**
 * Smooths planes but for the edges that a guide has (He, Sun, Tang, "Guided image filtering",
 * 2010): within each window the result is a line over the guide's values.
 */
final class GuidedFilter {
  /** Variance of the guide that counts as an edge. */
  private static final float EDGE = 1e-3f;

  private final int width;
  private final int height;
  private final int radius;
  private final float[] guide;
  private final float[] mean;
  private final float[] variance;

  /**
   * A filter.
   *
   * @param guide values in [0, 1], row by row
   * @param radius windows have 2 radius + 1 pixels a side; at borders the outermost pixel counts
   *     for those beyond
   */
  GuidedFilter(float[] guide, int width, int height, int radius) {
    this.width = width;
    this.height = height;
    this.radius = radius;
    this.guide = guide;
    this.mean = means(guide);
    float[] squares = new float[guide.length];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = guide[i] * guide[i];
    }
    this.variance = means(squares);
    for (int i = 0; i < squares.length; i++) {
      variance[i] -= mean[i] * mean[i];
    }
  }

  /** The plane smoothed, a new array. */
  float[] of(float[] plane) {
    float[] slope = new float[plane.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = plane[i] * guide[i];
    }
    slope = means(slope);
    float[] offset = means(plane);
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (slope[i] - mean[i] * offset[i]) / (variance[i] + EDGE);
      offset[i] -= slope[i] * mean[i];
    }
    float[] smooth = means(slope);
    float[] base = means(offset);
    for (int i = 0; i < smooth.length; i++) {
      smooth[i] = smooth[i] * guide[i] + base[i];
    }
    return smooth;
  }

  private float[] means(float[] plane) {
    return BoxMean.of(plane, width, height, radius);
  }
}
