// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import java.util.Optional;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.sample.Sample;

/** The mean colour of each {@link FaceArea} of a face, as the networks see it. Immutable. */
public final class AreaColours {
  /** Of fewer pixels the networks' picture tells no colour. */
  private static final double LEAST_PIXELS = 4;

  private static final int CHANNELS = 3;

  private final double[][] means; // null of an area that is not seen

  private AreaColours(double[][] means) {
    this.means = means;
  }

  /** Measures those of a face. */
  public static AreaColours of(Sample face, FaceAreas areas) {
    double[] pixels = areas.pixels();
    double[][] means = new double[FaceArea.COUNT][];
    for (int area = 0; area < means.length; area++) {
      if (pixels[area] >= LEAST_PIXELS) {
        means[area] = mean(face.image(), areas.planes()[area], pixels[area]);
      }
    }
    return new AreaColours(means);
  }

  /**
   * The mean colour of a picture.
   *
   * @param planes red, green and blue
   * @param shares how much each pixel counts
   * @param sum of the shares
   */
  public static double[] mean(float[] planes, float[] shares, double sum) {
    double[] mean = new double[CHANNELS];
    for (int c = 0, at = 0; c < CHANNELS; c++) {
      for (int i = 0; i < shares.length; i++, at++) {
        mean[c] += shares[i] * planes[at];
      }
      mean[c] /= sum;
    }
    return mean;
  }

  /** Red, green and blue in [-1, 1], if enough of the area is seen. */
  public Optional<double[]> of(FaceArea area) {
    return Optional.ofNullable(means[area.ordinal()]);
  }
}
