// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import java.util.Optional;
import org.ipmnet.data.label.ColourZone;
import org.ipmnet.data.label.ColourZones;
import org.ipmnet.data.sample.Sample;

/**
 * The mean colour of each {@link ColourZone} of a face, and of what lies around each knot of its
 * grid, as the networks see it. Immutable.
 */
public final class ZoneColours {
  /** Of fewer pixels the networks' picture tells no colour. */
  private static final double LEAST_PIXELS = 4;

  private static final int CHANNELS = 3;

  private final double[][] means; // null of a zone that is not seen

  private final double[][] knots; // likewise of a knot

  /** Of zones, by their ordinals, and of knots; null of one that is not seen. */
  ZoneColours(double[][] means, double[][] knots) {
    this.means = means;
    this.knots = knots;
  }

  /** Measures those of a face. */
  public static ZoneColours of(Sample face, ColourZones zones) {
    double[][] means = new double[ColourZone.COUNT][];
    for (int zone = 0; zone < means.length; zone++) {
      means[zone] = mean(face.image(), zones.planes()[zone]).orElse(null);
    }
    return new ZoneColours(means, zones.grid().means(face.image()));
  }

  /**
   * The mean colour of a picture, if enough of it counts.
   *
   * @param planes red, green and blue
   * @param shares how much each pixel counts
   */
  public static Optional<double[]> mean(float[] planes, float[] shares) {
    double pixels = 0;
    double[] sums = new double[CHANNELS];
    for (int i = 0; i < shares.length; i++) {
      pixels += shares[i];
      for (int c = 0; shares[i] > 0 && c < CHANNELS; c++) {
        sums[c] += shares[i] * planes[c * shares.length + i];
      }
    }
    if (pixels < LEAST_PIXELS) {
      return Optional.empty();
    }
    for (int c = 0; c < CHANNELS; c++) {
      sums[c] /= pixels;
    }
    return Optional.of(sums);
  }

  /**
   * What the face would have without makeup, as far as its skin tells; nothing where none is seen.
   */
  public Optional<ZoneColours> bare() {
    return BareColours.of(this);
  }

  /** The same at a knot of {@link org.ipmnet.data.label.FaceGrid}. */
  public Optional<double[]> at(int knot) {
    return Optional.ofNullable(knots[knot]);
  }

  /** Red, green and blue in [-1, 1], if enough of the zone is seen. */
  public Optional<double[]> of(ColourZone zone) {
    return Optional.ofNullable(means[zone.ordinal()]);
  }
}
