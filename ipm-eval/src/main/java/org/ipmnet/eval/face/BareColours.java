// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import java.util.Optional;
import org.ipmnet.data.image.Luma;
import org.ipmnet.data.label.ColourZone;
import org.ipmnet.data.label.FaceGrid;

/**
 * The colours that a face would have without makeup, guessed from its skin: lips are redder and
 * darker by what bare faces have in common, lids and cheeks have the skin's own tint. How light
 * they are is their own, but for lids as dark as no bare ones are. Brows stay as they are.
 */
final class BareColours {
  /** Levels of lips relative to the skin's: medians of bare MT faces. */
  private static final double[] LIPS = {0.94, 0.73, 0.81};

  /** Levels of lids relative to a skin of their lightness, likewise. */
  private static final double[] LIDS = {1.03, 0.99, 0.99};

  private static final double[] SKIN = {1, 1, 1};

  /** How light lids are, relative to the skin: no darker, and no lighter. */
  private static final double DARKEST_LID = 0.78;

  private static final double LIGHTEST_LID = 1.1;

  private final ZoneColours own;
  private final double[] skin;

  private BareColours(ZoneColours own, double... skin) {
    this.own = own;
    this.skin = skin;
  }

  /** Those of a face with these colours; nothing where no skin is seen. */
  static Optional<ZoneColours> of(ZoneColours own) {
    return own.of(ColourZone.SKIN).map(skin -> new BareColours(own, skin).colours());
  }

  private ZoneColours colours() {
    double[][] means = new double[ColourZone.COUNT][];
    for (ColourZone zone : ColourZone.values()) {
      means[zone.ordinal()] = own.of(zone).map(colour -> bare(zone, colour)).orElse(null);
    }
    double[][] knots = new double[FaceGrid.KNOTS][];
    for (int knot = 0; knot < knots.length; knot++) {
      knots[knot] = own.at(knot).map(colour -> relative(SKIN, lightness(colour))).orElse(null);
    }
    return new ZoneColours(means, knots);
  }

  private double[] bare(ColourZone zone, double... colour) {
    return switch (zone) {
      case SKIN, BROWS -> colour;
      case LIPS -> relative(LIPS, 1);
      case CHEEKS -> relative(SKIN, lightness(colour));
      case INNER_LID, OUTER_LID, INNER_BROW_BONE, OUTER_BROW_BONE ->
          relative(LIDS, Math.max(DARKEST_LID, Math.min(LIGHTEST_LID, lightness(colour))));
    };
  }

  /** In [-1, 1] from levels relative to the skin's. */
  private double[] relative(double[] levels, double lightness) {
    double[] colour = new double[skin.length];
    for (int c = 0; c < colour.length; c++) {
      colour[c] = Math.min(1, (skin[c] + 1) * levels[c] * lightness - 1);
    }
    return colour;
  }

  private double lightness(double... colour) {
    return (1 + luma(colour)) / (1 + luma(skin));
  }

  private static double luma(double... colour) {
    return Luma.of(colour[0], colour[1], colour[2]);
  }
}
