// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.image.RgbImage;
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
      return prepare(raw, framing.of(raw));
    }

    /** Prepares the part of a photo whose style is taken; no makeup area is needed. */
    PreparedFace inFrame(RgbImage photo, Frame frame) {
      return prepare(new RawFace(photo, null, null, null), frame);
    }

    /** The part of the photo that the networks are shown, before the centre crop. */
    Frame frame(RawFace raw) {
      return framing.of(raw);
    }

    private PreparedFace prepare(RawFace raw, Frame frame) {
      // a photo keeps its shape even where training does not, so that a result fits into it
      Face working = frame.cut(raw).atWorkingSize(config.resizing().keepingShape());
      Sample sample = Sample.ofSize(config.size());
      preparation.evaluation(working, sample);
      return new PreparedFace(raw, frame, Footprint.of(frame, working, config.size()), sample);
    }
  }
}
