// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.Optional;
import org.ipmnet.data.label.ColourZone;
import org.ipmnet.data.label.FaceGrid;
import org.ipmnet.eval.face.ZoneColours;

/**
 * Brings the tints that a reference wears around the eyes and on the cheeks, place by place: wings
 * of shadow beyond the lids, several colours on one lid, the shape of blush.
 *
 * <p>A tint is how a place's colour differs from the skin's in hue and saturation, not in
 * lightness: t = (c / s) (l_s / l_c), l being luma. What shades a face is lightness mostly, so most
 * of a photo's light is in no tint; what is left of it is smaller than makeup, and below a bound
 * nothing is brought. A face's own tint t_x becomes the reference's t_y where the knots of {@link
 * FaceGrid} lie, and the face keeps its lightness.
 */
final class TintMatch {
  /** Differences up to this one are light's, or the skin's own; in [-1, 1], as all here. */
  private static final double LEAST = 0.07;

  /** The same on cheeks, which turn away from the light, and blush of themselves. */
  private static final double LEAST_ON_CHEEKS = 0.105;

  /** The longest way in colour. */
  private static final double MOST = 0.4;

  /** On cheeks more than this is a patch. */
  private static final double MOST_ON_CHEEKS = 0.2;

  private final FaceGrid grid;
  private final ZoneColours own;

  /** Of a face with these colours. */
  TintMatch(FaceGrid grid, ZoneColours own) {
    this.grid = grid;
    this.own = own;
  }

  /** A change that brings a reference's tints too, at so much of its strength. */
  MakeupChange of(MakeupChange change, ZoneColours look, double strength) {
    Optional<double[]> skin = own.of(ColourZone.SKIN);
    Optional<double[]> lookSkin = look.of(ColourZone.SKIN);
    if (skin.isEmpty() || lookSkin.isEmpty()) {
      return change;
    }
    double[][] moved = grid.means(change.planes());
    double[][] missing = new double[FaceGrid.KNOTS][];
    for (int knot = 0; knot < FaceGrid.KNOTS; knot++) {
      Optional<double[]> from = own.at(knot);
      Optional<double[]> to = look.at(knot);
      if (from.isPresent() && to.isPresent()) {
        double[] ownTint = tint(from.get(), skin.get());
        double[] lookTint = tint(to.get(), lookSkin.get());
        boolean cheek = knot >= FaceGrid.FIRST_OF_CHEEKS;
        double[] far = new double[from.get().length];
        for (int c = 0; c < far.length; c++) {
          double wanted = ColourMatch.level(from.get()[c]) * (lookTint[c] / ownTint[c] - 1);
          far[c] = strength * 2 * wanted - moved[knot][c];
        }
        double[] tint =
            tintOnly(far, cheek ? LEAST_ON_CHEEKS : LEAST, cheek ? MOST_ON_CHEEKS : MOST);
        missing[knot] = withinWhite(tint, from.get(), moved[knot]);
      }
    }
    float[] planes = change.planes().clone();
    grid.add(planes, missing);
    return new MakeupChange(planes, change.fine());
  }

  private static double[] tint(double[] colour, double[] skin) {
    double light = luma(skin) / luma(colour);
    double[] tint = new double[colour.length];
    for (int c = 0; c < tint.length; c++) {
      tint[c] = light * ColourMatch.level(colour[c]) / ColourMatch.level(skin[c]);
    }
    return tint;
  }

  private static double luma(double... colour) {
    double[] levels = new double[colour.length];
    for (int c = 0; c < levels.length; c++) {
      levels[c] = ColourMatch.level(colour[c]);
    }
    return ColourDifference.luma(levels);
  }

  /** A difference without that of luma, shorter by {@code least}, at most {@code most}. */
  private static double[] tintOnly(double[] difference, double least, double most) {
    double light = ColourDifference.luma(difference);
    double kept =
        ColourDifference.shortened(ColourDifference.tintLength(light, difference), least, most);
    double[] tint = new double[difference.length];
    for (int c = 0; c < tint.length; c++) {
      tint[c] = kept * (difference[c] - light);
    }
    return tint;
  }

  /** On a skin that is white already a tint darkens: no channel can be raised above white. */
  private static double[] withinWhite(double[] tint, double[] colour, double[] moved) {
    double beyond = 0;
    for (int c = 0; c < tint.length; c++) {
      if (tint[c] > 0) {
        beyond = Math.max(beyond, Math.min(tint[c], colour[c] + moved[c] + tint[c] - 1));
      }
    }
    for (int c = 0; c < tint.length; c++) {
      tint[c] -= beyond;
    }
    return tint;
  }
}
