// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.awt.image.BufferedImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.picture.RgbPicture;

/** A face as strips and grids show it: the middle square of its frame, at a small size. */
final class FaceThumbnail {
  private FaceThumbnail() {}

  /**
   * Draws one; a new picture of {@code side} pixels square.
   *
   * @param photo the photo, or a result of the same size
   */
  static BufferedImage of(RgbImage photo, Frame frame, int side) {
    int square = Math.min(frame.width(), frame.height());
    Frame middle =
        new Frame(
            frame.left() + (frame.width() - square) / 2,
            frame.top() + (frame.height() - square) / 2,
            square,
            square);
    return RgbPicture.of(middle.cut(photo).resized(side, side));
  }
}
