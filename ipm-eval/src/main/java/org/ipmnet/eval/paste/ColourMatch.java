// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.List;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.eval.face.AreaColours;

/**
 * Brings the mean colour of an area to the one that was measured on the reference.
 *
 * <p>Networks that have learned from drawings paint the right kind of change on photos, but about
 * half of it, and greens turn blue. How far an area's colour is to go needs no network: it is w =
 * c_y (s_x / s_y)^light, where c_y is the area's mean colour on the reference, s_y the reference's
 * skin and s_x the target's. What is missing after the networks' change, w - (c_x + mean change),
 * is added: evenly, or more where the networks paint more.
 *
 * @param area whose colour is matched
 * @param share of what is missing that is added
 * @param light how much of the difference between two skins is taken for light, or shows through
 *     the paint: 1 all of it (blush), 0 nothing (paint that covers, in the same light)
 * @param even how much of it is added evenly, [0, 1]
 */
record ColourMatch(FaceArea area, double share, double light, double even) {
  /**
   * Lipstick covers and lies evenly; lids darken towards the lashes; blush is thin. The numbers
   * were chosen on photos, by how far makeup moves and how it looks, and on drawings, whose true
   * results are known: see docs/RESULTS.md.
   */
  static final List<ColourMatch> ALL =
      List.of(
          new ColourMatch(FaceArea.LIPS, 1, 0.5, 1),
          new ColourMatch(FaceArea.LIDS, 0.7, 0.5, 0.25),
          new ColourMatch(FaceArea.CHEEKS, 0.75, 1, 0.75));

  /** No correction is larger: one that is was measured on something else than makeup. */
  private static final double MOST = 0.6;

  /** A mean change below this tells no pattern. */
  private static final double FAINT = 0.08;

  /** The most of the mean correction that a pixel gets. */
  private static final double PEAK = 2;

  /** Below this level a skin is too dark to divide by. */
  private static final double DARK = 0.02;

  /**
   * Adds what is missing to a change.
   *
   * @param painted the networks' change, three planes
   * @param own colours of the target's face
   * @param look colours of the reference's
   * @param areas of the target
   * @param strength of the makeup, [0, 1]
   * @param into where it is added, {@code painted} with perhaps other areas matched
   */
  void add(
      float[] painted,
      AreaColours own,
      AreaColours look,
      FaceAreas areas,
      double strength,
      float[] into) {
    double[] c = own.of(area).orElse(null);
    double[] s = own.of(FaceArea.SKIN).orElse(null);
    double[] lookC = look.of(area).orElse(null);
    double[] lookS = look.of(FaceArea.SKIN).orElse(null);
    if (c == null || s == null || lookC == null || lookS == null) {
      return;
    }
    float[] shares = areas.planes()[area.ordinal()];
    double[] mean = AreaColours.mean(painted, shares, areas.pixels()[area.ordinal()]);
    double[] missing = new double[mean.length];
    for (int k = 0; k < missing.length; k++) {
      double wanted = level(lookC[k]) * Math.pow(level(s[k]) / level(lookS[k]), light);
      double far = strength * 2 * (wanted - level(c[k])) - mean[k];
      missing[k] = share * Math.max(-MOST, Math.min(MOST, far));
    }
    double size = FAINT * FAINT;
    for (double m : mean) {
      size += m * m;
    }
    for (int i = 0; i < shares.length; i++) {
      double along = 0;
      for (int k = 0; k < mean.length; k++) {
        along += painted[k * shares.length + i] * mean[k];
      }
      double pattern = Math.max(0, Math.min(PEAK, along / size));
      double here = shares[i] * (even + (1 - even) * pattern);
      for (int k = 0; k < mean.length; k++) {
        into[k * shares.length + i] += (float) (here * missing[k]);
      }
    }
  }

  /** From [-1, 1] to (0, 1]. */
  private static double level(double value) {
    return Math.max(DARK, (1 + value) / 2);
  }
}
