// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import java.util.Optional;
import org.ipmnet.data.label.MakeupArea;

/**
 * The bounding box of a face: of the largest connected component of the makeup area, so that specks
 * of a faulty map and faces in the background do not stretch it.
 *
 * @param centerX in the units of the picture asked for
 * @param centerY likewise
 * @param width likewise, above 0
 * @param height likewise, above 0
 */
public record FaceBox(double centerX, double centerY, double width, double height) {
  /**
   * Finds the face.
   *
   * @param area makeup area, of any resolution
   * @param pictureWidth width of the picture the box is wanted in
   * @param pictureHeight its height
   * @return nothing if there is no makeup area at all
   */
  public static Optional<FaceBox> of(MakeupArea area, int pictureWidth, int pictureHeight) {
    LargestComponent largest = LargestComponent.of(area);
    if (largest.pixels() == 0) {
      return Optional.empty();
    }
    double scaleX = (double) pictureWidth / area.width();
    double scaleY = (double) pictureHeight / area.height();
    return Optional.of(
        new FaceBox(
            (largest.left() + largest.right() + 1) / 2.0 * scaleX,
            (largest.top() + largest.bottom() + 1) / 2.0 * scaleY,
            (largest.right() - largest.left() + 1) * scaleX,
            (largest.bottom() - largest.top() + 1) * scaleY));
  }

  /**
   * The face's size as one number, the side of a square as large as the box. A turned head loses
   * width and a fringe takes height; their geometric mean varies least among MT faces.
   */
  public double size() {
    return Math.sqrt(width * height);
  }
}
