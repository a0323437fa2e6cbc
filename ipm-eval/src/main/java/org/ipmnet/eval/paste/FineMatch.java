// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.Optional;
import org.ipmnet.data.label.ColourZone;
import org.ipmnet.data.label.ColourZones;
import org.ipmnet.data.label.FeatureGrids;
import org.ipmnet.data.label.KnotGrid;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.face.FaceColours;
import org.ipmnet.eval.face.Footprint;
import org.ipmnet.eval.face.PreparedFace;
import org.ipmnet.eval.face.ZoneColours;

/**
 * Brings what a reference wears that is finer than the networks' pixels: {@link LipPattern} and
 * {@link LashLine}. {@link ColourMatch} has brought all that is coarser.
 */
final class FineMatch {
  private final PreparedFace face;
  private final FeatureGrids grids;
  private final float[] lips;
  private final FaceColours own;

  /**
   * Of a face.
   *
   * @param zones its own
   * @param grids over its photo
   * @param own its colours
   */
  FineMatch(PreparedFace face, ColourZones zones, FeatureGrids grids, FaceColours own) {
    this.face = face;
    this.grids = grids;
    this.lips = zones.planes()[ColourZone.LIPS.ordinal()];
    this.own = own;
  }

  /**
   * A change with the reference's fine pattern.
   *
   * @param matched as {@link ColourMatch} makes it
   * @param look colours of the reference's face
   * @param strength how much of the reference's makeup it is, [0, 1]
   */
  MakeupChange of(MakeupChange matched, FaceColours look, double strength) {
    return matched.with(
        new FinePattern(lips(matched, look, strength), lashes(matched, look, strength)));
  }

  private double[][] lips(MakeupChange matched, FaceColours look, double strength) {
    Optional<double[]> mean = own.zones().of(ColourZone.LIPS);
    Optional<double[]> moved = ZoneColours.mean(matched.planes(), lips);
    if (mean.isEmpty() || moved.isEmpty()) {
      return FinePattern.NONE.lips();
    }
    double[] worn = new double[mean.get().length];
    for (int c = 0; c < worn.length; c++) {
      worn[c] = ColourMatch.level(mean.get()[c] + moved.get()[c]);
    }
    return LipPattern.of(own.lips(), look.lips(), worn, strength);
  }

  private double[][] lashes(MakeupChange matched, FaceColours look, double strength) {
    Optional<double[]> skin = own.zones().of(ColourZone.SKIN);
    Optional<double[]> lookSkin = look.zones().of(ColourZone.SKIN);
    if (skin.isEmpty() || lookSkin.isEmpty()) {
      return FinePattern.NONE.lashes();
    }
    double[][] moved = grids.lashes().means(0, seenOnPhoto(matched));
    return LashLine.of(own.lashes(), look.lashes(), skin.get(), lookSkin.get(), moved, strength);
  }

  /** A change at the grids' pixels, as {@link PasteBack} brings it there. */
  private KnotGrid.Colours seenOnPhoto(MakeupChange change) {
    Sample sample = face.sample();
    Footprint print = face.footprint();
    ChangeField field = ChangeField.of(sample.size(), change, KnownPixels.of(sample).area());
    int last = field.side() - 1;
    return (c, x, y) -> {
      int photoX = grids.onPhoto(x, face.raw().photo().width());
      int photoY = grids.onPhoto(y, face.raw().photo().height());
      int column = (int) Math.max(0, Math.min(last, print.column(photoX) + field.margin()));
      int row = (int) Math.max(0, Math.min(last, print.row(photoY) + field.margin()));
      return field.planes()[c][row * field.side() + column];
    };
  }
}
