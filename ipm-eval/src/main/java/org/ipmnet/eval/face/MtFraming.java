// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

/**
 * How pictures of the Makeup Transfer (MT) data set show a face. Where a face is counts in sides of
 * the centre crop that the networks see, 256 of 321 pixels in the paper, from its upper left
 * corner.
 *
 * <p>Measured on 115 MT pictures (67 made-up, 48 bare; shorter side 321, crop 256): the face's
 * {@link FaceBox#size} is 0.920 +- 0.035 (0.805 to 0.985), its centre x 0.479 +- 0.053 (0.291 to
 * 0.582) and y 0.440 +- 0.042 (0.377 to 0.527); the box is 0.80 wide and 1.06 high, so a forehead
 * may reach out of the crop.
 */
public final class MtFraming {
  /** Mean size of an MT face. */
  public static final double SIZE = 0.920;

  /** Mean height of an MT face's centre; left and right are equal, so x is the middle. */
  public static final double CENTER_Y = 0.440;

  /** The paper's share of the centre crop in a picture's side. */
  public static final double CROP_SHARE = 256.0 / 321;

  private MtFraming() {}

  /**
   * A square that looks like an MT picture.
   *
   * @param centerX in the units of the box it was made for
   * @param centerY likewise
   * @param side likewise
   */
  public record Square(double centerX, double centerY, double side) {}

  /**
   * The square around a face.
   *
   * @param cropShare share of the centre crop in the square's side
   */
  public static Square around(FaceBox box, double cropShare) {
    double crop = box.size() / SIZE;
    return new Square(box.centerX(), box.centerY() + (0.5 - CENTER_Y) * crop, crop / cropShare);
  }
}
