// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.data.label.ColourZones;
import org.ipmnet.data.label.FeatureGrids;
import org.ipmnet.eval.face.FaceColours;
import org.ipmnet.eval.face.PreparedFace;

/**
 * Brings all colours that were measured on a reference to a face, from coarse to fine: those of
 * zones, tints around the eyes and on the cheeks, and what lips and lashes wear between the
 * networks' pixels.
 */
public final class LookMatch {
  private final ColourMatch zones;
  private final FineMatch features;
  private final FaceColours own;

  private LookMatch(ColourMatch zones, FineMatch features, FaceColours own) {
    this.zones = zones;
    this.features = features;
    this.own = own;
  }

  /**
   * That of a face.
   *
   * @param zones its own
   * @param grids over its photo
   */
  public static LookMatch of(PreparedFace face, ColourZones zones, FeatureGrids grids) {
    FaceColours own = face.colours(zones, grids);
    return new LookMatch(
        new ColourMatch(zones, own.zones()), new FineMatch(face, zones, grids, own), own);
  }

  /**
   * A change that brings a reference's colours.
   *
   * @param painted as the networks make it
   * @param look colours of the reference's face
   * @param strength how much of the reference's makeup it is, [0, 1]
   */
  public MakeupChange of(MakeupChange painted, FaceColours look, double strength) {
    return features.of(zones.of(painted, look.zones(), strength), look, strength);
  }

  /**
   * A change that takes makeup off, towards the colours that the face's own skin lets expect. Liner
   * stays: what is under it is not seen.
   *
   * @param painted as the networks make it
   * @param strength how much of the makeup is taken off, [0, 1]
   */
  public MakeupChange bare(MakeupChange painted, double strength) {
    return own.zones().bare().map(bare -> zones.of(painted, bare, strength)).orElse(painted);
  }
}
