// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** One transfer from light to heavy, as in figure 4 of the paper. */
public final class LevelStrip {
  private LevelStrip() {}

  /**
   * Draws target, levels and reference in one row; a new picture.
   *
   * @param levels results in the order of their alpha, lightest first
   * @param reference the face whose makeup it is, or null where there is none
   */
  public static BufferedImage of(
      BufferedImage target, List<BufferedImage> levels, BufferedImage reference) {
    List<BufferedImage> row = new ArrayList<>();
    row.add(target);
    row.addAll(levels);
    if (reference != null) {
      row.add(reference);
    }
    return ImageGrid.of(List.of(row));
  }
}
