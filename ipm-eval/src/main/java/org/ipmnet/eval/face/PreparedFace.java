// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import java.util.Optional;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.label.ColourZones;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.label.FeatureGrids;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.sample.SamplePreparation;

/**
 * A photo with what the networks see of it, prepared the way evaluation in training does.
 *
 * @param raw the photo, or what was cut out of it
 * @param frame the part of it that is handled like a picture of the training set
 * @param footprint where the sample lies on the photo
 * @param sample x, m and t
 */
public record PreparedFace(Face raw, Frame frame, Footprint footprint, Sample sample) {
  /** Prepares a photo in the frame that its map or mask asks for, to be made up. */
  public static PreparedFace of(Face raw, DataConfig config) {
    return of(raw, new FaceFraming(config).of(raw), config);
  }

  /** The face's areas at the networks' resolution; of a face without map all is skin. */
  public FaceAreas areas() {
    return FaceAreas.of(sample.parts());
  }

  /**
   * Where its colours are told apart, at the networks' resolution; nothing of a face without map.
   *
   * @param areas its own
   */
  public Optional<ColourZones> colourZones(FaceAreas areas) {
    return raw.regions() == null
        ? Optional.empty()
        : Optional.of(ColourZones.of(sample.parts(), areas));
  }

  /** All that is measured of its colours; nothing of a face without map. */
  public Optional<FaceColours> colours() {
    return colourZones(areas())
        .map(
            zones ->
                colours(
                    zones,
                    FeatureGrids.of(raw.regions(), raw.photo().width(), raw.photo().height())));
  }

  /** The same by its own zones and grids, which are known. */
  public FaceColours colours(ColourZones zones, FeatureGrids grids) {
    return FaceColours.of(ZoneColours.of(sample, zones), raw.photo(), grids);
  }

  /** Prepares the part of a photo in a frame; no makeup area is needed to take its style. */
  public static PreparedFace of(Face raw, Frame frame, DataConfig config) {
    // a photo keeps its shape even where training does not, so that a result fits into it
    Face working = frame.cut(raw).atWorkingSize(config.resizing().keepingShape());
    Sample sample = Sample.ofSize(config.size());
    new SamplePreparation(config).evaluation(working, sample);
    return new PreparedFace(raw, frame, Footprint.of(frame, working, config.size()), sample);
  }
}
