// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.OptionalDouble;
import org.ipmnet.data.image.BoxMean;
import org.ipmnet.data.image.Luma;

/**
 * Whether pores, lines and hairs of a face stay: the structural similarity of what is finer than a
 * fortieth of the picture's side in the luminance of result and target, the mean over windows whose
 * centre is in a region. A new colour alone leaves it near 1.
 */
public final class DetailSimilarity {
  /** Of the box, twice applied, whose mean is taken off, in shares of the side. */
  private static final double RADIUS = 1 / 80.0;

  private static final double RANGE = 255;

  private DetailSimilarity() {}

  /**
   * The similarity of two square pictures.
   *
   * @param width of both in pixels, at least {@link Ssim#LEAST_SIDE}
   * @param region where it counts
   * @return nothing if no whole window has a centre there
   */
  public static OptionalDouble of(float[] result, float[] target, int width, Region region) {
    double[] map = Ssim.ofPlane(detail(result, width), detail(target, width), width, RANGE);
    return Ssim.mean(map, width, region);
  }

  /** Luma less its surroundings, around the middle of the range. */
  private static double[] detail(float[] image, int width) {
    int plane = image.length / 3;
    float[] light = new float[plane];
    for (int i = 0; i < plane; i++) {
      light[i] = (float) Luma.of(image[i], image[plane + i], image[2 * plane + i]);
    }
    int radius = Math.max(1, (int) Math.round(RADIUS * width));
    int height = plane / width;
    float[] around = BoxMean.of(BoxMean.of(light, width, height, radius), width, height, radius);
    double[] detail = new double[plane];
    for (int i = 0; i < plane; i++) {
      detail[i] = (light[i] - around[i] + 1) * RANGE / 2;
    }
    return detail;
  }
}
