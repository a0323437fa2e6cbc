// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.RawFace;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.sample.SamplePreparation;

/**
 * A photo with what the networks see of it.
 *
 * @param raw the photo as it is on disk
 * @param frame the part of it that is handled like a picture of the training set
 * @param footprint where the sample lies on the photo
 * @param sample x, m and t
 */
record PreparedFace(RawFace raw, Frame frame, Footprint footprint, Sample sample) {
  /** Makes samples the way evaluation in training does; keeps working memory. */
  static final class Preparation {
    private final DataConfig config;
    private final FaceFraming framing;
    private final SamplePreparation preparation;

    Preparation(DataConfig config) {
      this.config = config;
      this.framing = new FaceFraming(config);
      this.preparation = new SamplePreparation(config);
    }

    /** Prepares a photo to be made up; every result has arrays of its own. */
    PreparedFace of(RawFace raw) {
      return prepare(raw, raw);
    }

    /** Prepares a photo whose style is taken: the map says where the face is, no more. */
    PreparedFace withoutArea(RawFace raw) {
      return prepare(raw, new RawFace(raw.photo(), null, null, null));
    }

    /** The part of the photo that the networks are shown, before the centre crop. */
    Frame frame(RawFace raw) {
      return framing.of(raw);
    }

    private PreparedFace prepare(RawFace raw, RawFace shown) {
      Frame frame = framing.of(raw);
      // a photo keeps its shape even where training does not, so that a result fits into it
      Face working = frame.cut(shown).atWorkingSize(config.resizing().keepingShape());
      Sample sample = Sample.ofSize(config.size());
      preparation.evaluation(working, sample);
      return new PreparedFace(raw, frame, Footprint.of(frame, working, config.size()), sample);
    }
  }
}
