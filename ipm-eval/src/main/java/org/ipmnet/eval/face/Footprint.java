// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Placement;

/**
 * Where the networks' picture lies on the photo.
 *
 * @param left photo column (not whole) of the picture's left edge; pixel k covers k to k + 1
 * @param top photo row of its upper edge
 * @param scaleX photo columns that a pixel of the picture covers
 * @param scaleY photo rows that a pixel of the picture covers
 * @param size side of the picture in its own pixels
 */
public record Footprint(double left, double top, double scaleX, double scaleY, int size) {
  /**
   * The centre crop of a frame at working size.
   *
   * @param frame the part of the photo
   * @param working the same part with the configured shorter side
   */
  public static Footprint of(Frame frame, Face working, int size) {
    int w = working.photo().width();
    int h = working.photo().height();
    Placement placement = Placement.center(w, h, size);
    double scaleX = (double) frame.width() / w;
    double scaleY = (double) frame.height() / h;
    return new Footprint(
        frame.left() + placement.left() * scaleX,
        frame.top() + placement.top() * scaleY,
        scaleX,
        scaleY,
        size);
  }

  /** The picture's column that the middle of photo column {@code x} falls on. */
  public double column(int x) {
    return (x + 0.5 - left) / scaleX;
  }

  /** The picture's row that the middle of photo row {@code y} falls on. */
  public double row(int y) {
    return (y + 0.5 - top) / scaleY;
  }
}
