// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.Map;
import java.util.Optional;
import org.ipmnet.data.label.ColourZone;
import org.ipmnet.data.label.ColourZones;
import org.ipmnet.eval.face.ZoneColours;

/**
 * Brings the mean colours of a face's lips, lids, brows and cheeks to those that were measured on a
 * reference.
 *
 * <p>Networks that have learned from drawings paint the right kind of change on photos, but about
 * half of it, and greens turn blue. How far a zone's colour is to go needs no network: it is w =
 * c_y (s_x / s_y)^light, where c_y is the zone's mean colour on the reference, s_y the reference's
 * skin and s_x the target's. What is missing after the networks' change, w - (c_x + mean change),
 * is added: evenly, or more where the networks paint more. {@link TintMatch} then brings what is
 * finer than zones.
 */
final class ColourMatch {
  /**
   * How a zone is matched.
   *
   * @param share of what is missing that is added
   * @param light how much of the difference between two skins is taken for light, or shows through
   *     the paint: 1 all of it, 0 nothing (paint that covers, in the same light)
   * @param even how much of it is added evenly, [0, 1]
   * @param most no correction is larger, in [-1, 1]: one that is was measured on something else
   *     than makeup, such as light, or another skin
   */
  private record Matching(double share, double light, double even, double most) {}

  private static final Matching LID = new Matching(0.9, 0.5, 0.25, 0.6);

  /**
   * Lipstick covers and lies evenly; lids darken towards the lashes; blush is thin, and brows keep
   * some of their own colour. The numbers were chosen on photos, by how far makeup moves and how it
   * looks, and on drawings, whose true results are known: see docs/RESULTS.md.
   */
  private static final Map<ColourZone, Matching> MATCHED =
      Map.of(
          ColourZone.LIPS, new Matching(1, 0.5, 1, 0.6),
          ColourZone.BROWS, new Matching(0.6, 0.5, 0.5, 0.6),
          ColourZone.INNER_LID, LID,
          ColourZone.OUTER_LID, LID,
          ColourZone.INNER_BROW_BONE, LID,
          ColourZone.OUTER_BROW_BONE, LID,
          ColourZone.CHEEKS, new Matching(1, 1, 0.75, 0.25));

  /** A mean change below this tells no pattern. */
  private static final double FAINT = 0.08;

  /** The most of the mean correction that a pixel gets. */
  private static final double PEAK = 2;

  /** Below this level a skin is too dark to divide by. */
  private static final double DARK = 0.02;

  private final ColourZones zones;
  private final ZoneColours own;
  private final TintMatch tints;

  /**
   * Of a face.
   *
   * @param own its colours in these zones
   */
  ColourMatch(ColourZones zones, ZoneColours own) {
    this.zones = zones;
    this.own = own;
    this.tints = new TintMatch(zones.grid(), own);
  }

  /**
   * A change that brings a reference's colours.
   *
   * @param painted as the networks make it
   * @param look colours of the reference's face
   * @param strength how much of the reference's makeup it is, [0, 1]
   */
  MakeupChange of(MakeupChange painted, ZoneColours look, double strength) {
    float[] added = new float[painted.planes().length];
    MATCHED.forEach((zone, matching) -> add(zone, matching, painted, look, strength, added));
    return tints.of(painted.corrected(added, zones.fade()), look, strength);
  }

  private void add(
      ColourZone zone,
      Matching matching,
      MakeupChange painted,
      ZoneColours look,
      double strength,
      float[] into) {
    float[] change = painted.planes();
    float[] shares = zones.planes()[zone.ordinal()];
    Optional<double[]> wanted = wanted(zone, matching.light, look);
    Optional<double[]> mean = ZoneColours.mean(change, shares);
    if (wanted.isEmpty() || mean.isEmpty()) {
      return;
    }
    double[] m = mean.get();
    double[] missing = new double[m.length];
    double size = FAINT * FAINT;
    for (int c = 0; c < m.length; c++) {
      double far = strength * wanted.get()[c] - m[c];
      missing[c] = matching.share * Math.max(-matching.most, Math.min(matching.most, far));
      size += m[c] * m[c];
    }
    for (int i = 0; i < shares.length; i++) {
      double along = 0;
      for (int c = 0; c < m.length; c++) {
        along += change[c * shares.length + i] * m[c];
      }
      double pattern = Math.max(0, Math.min(PEAK, along / size));
      double here = shares[i] * (matching.even + (1 - matching.even) * pattern);
      for (int c = 0; c < m.length; c++) {
        into[c * shares.length + i] += (float) (here * missing[c]);
      }
    }
  }

  /** The change w - c_x of a zone's mean; nothing where one of the colours is not seen. */
  private Optional<double[]> wanted(ColourZone zone, double light, ZoneColours look) {
    Optional<double[]> from = own.of(zone);
    Optional<double[]> skin = own.of(ColourZone.SKIN);
    Optional<double[]> to = look.of(zone);
    Optional<double[]> lookSkin = look.of(ColourZone.SKIN);
    if (from.isEmpty() || skin.isEmpty() || to.isEmpty() || lookSkin.isEmpty()) {
      return Optional.empty();
    }
    double[] change = new double[from.get().length];
    for (int c = 0; c < change.length; c++) {
      double lit = Math.pow(level(skin.get()[c]) / level(lookSkin.get()[c]), light);
      change[c] = 2 * (level(to.get()[c]) * lit - level(from.get()[c]));
    }
    return Optional.of(change);
  }

  /** From [-1, 1] to (0, 1]. */
  static double level(double value) {
    return Math.max(DARK, (1 + value) / 2);
  }
}
