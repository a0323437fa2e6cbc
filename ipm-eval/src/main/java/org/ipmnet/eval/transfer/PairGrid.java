// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.eval.picture.ImageGrid;

/**
 * All pairs in one picture, targets down and references across (paper, figure 5). Faces shrink when
 * they are many, so that the grid stays a picture that opens.
 */
final class PairGrid {
  private static final int LARGEST_CELL = 256;
  private static final int SMALLEST_CELL = 32;
  private static final double MOST_PIXELS = 24e6;

  private final int cell;
  private final List<List<BufferedImage>> rows = new ArrayList<>();

  /**
   * An empty grid.
   *
   * @throws UserError if there are too many pairs for one picture
   */
  PairGrid(int targets, int references) {
    double cells = (targets + 1.0) * (references + 1.0);
    cell = (int) Math.min(LARGEST_CELL, Math.sqrt(MOST_PIXELS / cells));
    if (cell < SMALLEST_CELL) {
      throw new UserError(
          "a grid of %d targets and %d references is too large for one picture; leave the grid (--grid) out or give fewer photos",
          targets, references);
    }
    rows.add(new ArrayList<>());
    rows.get(0).add(null);
  }

  /** Side of a face in pixels. */
  int cell() {
    return cell;
  }

  /** Adds a reference to the first row; null leaves its cell empty. */
  void reference(BufferedImage face) {
    rows.get(0).add(face);
  }

  /** Whether there is anything to draw. */
  boolean hasTargets() {
    return rows.size() > 1;
  }

  /** Begins a row. */
  void target(BufferedImage face) {
    rows.add(new ArrayList<>());
    result(face);
  }

  /** Adds a result to the row begun last. */
  void result(BufferedImage face) {
    rows.get(rows.size() - 1).add(face);
  }

  BufferedImage draw() {
    return ImageGrid.of(rows);
  }
}
