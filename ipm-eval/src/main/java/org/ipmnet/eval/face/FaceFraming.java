// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import java.util.Optional;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.sample.Face;

/**
 * Chooses the part of a photo that the networks see, so that the face has the size and place it had
 * in training.
 *
 * <p>A picture framed like those of the Makeup Transfer (MT) data set, that is a square one with
 * the face where MT has it, is taken as it is, so that a transfer equals the evaluation of
 * training: shorter side to {@code data.resize}, centre crop of {@code data.size}. Any other photo
 * gets a square frame around its face that looks like an MT picture; the same resize and crop
 * follow.
 */
public final class FaceFraming {
  /**
   * What still counts as framed like MT: the ranges of {@link MtFraming} (left and right alike), a
   * little widened, and with the synthetic faces among them (size 0.68 to 0.93, centre y 0.51 to
   * 0.69).
   */
  private static final Range SIZES = new Range(0.65, 1.10);

  private static final Range CENTERS_X = new Range(0.25, 0.75);
  private static final Range CENTERS_Y = new Range(0.25, 0.70);

  /** A picture is square if its sides differ by no more than this share of the longer one. */
  private static final double SQUARE_TOLERANCE = 0.02;

  private record Range(double least, double most) {
    boolean has(double value) {
      return value >= least && value <= most;
    }
  }

  /** Side of the centre crop relative to the picture's shorter side. */
  private final double cropShare;

  /** A framing for networks that were trained so. */
  public FaceFraming(DataConfig config) {
    cropShare = (double) config.size() / config.resize();
  }

  /**
   * The frame for a photo. Without a map or mask, or with an empty one, it is the whole photo,
   * whose crop then is its middle.
   */
  public Frame of(Face face) {
    RgbImage photo = face.photo();
    MakeupArea area = face.area();
    if (area == null) {
      return Frame.whole(photo);
    }
    Optional<FaceBox> box = FaceBox.of(area, photo.width(), photo.height());
    return box.isEmpty() || (isSquare(photo) && isFramedLikeMt(box.get(), photo))
        ? Frame.whole(photo)
        : around(box.get());
  }

  private static boolean isSquare(RgbImage photo) {
    int longer = Math.max(photo.width(), photo.height());
    return Math.abs(photo.width() - photo.height()) <= SQUARE_TOLERANCE * longer;
  }

  private boolean isFramedLikeMt(FaceBox box, RgbImage photo) {
    double crop = cropShare * Math.min(photo.width(), photo.height());
    return SIZES.has(box.size() / crop)
        && CENTERS_X.has((box.centerX() - (photo.width() - crop) / 2) / crop)
        && CENTERS_Y.has((box.centerY() - (photo.height() - crop) / 2) / crop);
  }

  private Frame around(FaceBox box) {
    MtFraming.Square square = MtFraming.around(box, cropShare);
    int side = Math.max(1, (int) Math.round(square.side()));
    return new Frame(
        (int) Math.round(square.centerX() - side / 2.0),
        (int) Math.round(square.centerY() - side / 2.0),
        side,
        side);
  }
}
