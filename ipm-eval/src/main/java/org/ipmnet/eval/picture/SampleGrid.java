// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Transfers of every reference to every target.
 *
 * <pre>
 *            reference  reference  ...
 *   target   result     result     ...  reconstruction
 *   target   result     result     ...  reconstruction
 * </pre>
 *
 * @param size width and height of every image, in pixels
 * @param targets bare faces; images here are as {@link PlanarImage} takes them
 * @param references made-up faces
 * @param results by target, then by reference
 * @param reconstructions the targets as the networks give them back, or empty for no such column
 */
public record SampleGrid(
    int size,
    List<float[]> targets,
    List<float[]> references,
    List<List<float[]>> results,
    List<float[]> reconstructions) {

  /** Checks that there is one result for each pair. */
  public SampleGrid {
    require("rows of results", targets.size(), results.size());
    for (List<float[]> row : results) {
      require("results of a target", references.size(), row.size());
    }
    if (!reconstructions.isEmpty()) {
      require("reconstructions", targets.size(), reconstructions.size());
    }
  }

  private static void require(String what, int expected, int found) {
    if (expected != found) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "expected %d %s, found %d", expected, what, found));
    }
  }

  /** Draws it; a new picture. */
  public BufferedImage draw() {
    List<List<BufferedImage>> rows = new ArrayList<>();
    List<BufferedImage> top = new ArrayList<>();
    top.add(null);
    references.forEach(image -> top.add(picture(image)));
    rows.add(top);
    for (int t = 0; t < targets.size(); t++) {
      List<BufferedImage> row = new ArrayList<>();
      row.add(picture(targets.get(t)));
      results.get(t).forEach(image -> row.add(picture(image)));
      if (!reconstructions.isEmpty()) {
        row.add(picture(reconstructions.get(t)));
      }
      rows.add(row);
    }
    return ImageGrid.of(rows);
  }

  private BufferedImage picture(float[] image) {
    return PlanarImage.toPicture(image, size);
  }
}
