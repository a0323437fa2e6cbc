// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.segmentation;

/**
 * How likely each pixel of a picture shows each part of a head.
 *
 * @param planes one for each {@link HeadPart}, row by row; the values of a pixel add up to 1
 */
public record HeadLikelihoods(int width, int height, float[]... planes) {

  /**
   * The likeliest part of each pixel of a map of any size, row by row. Likelihoods are
   * interpolated, so that edges are smooth.
   */
  public HeadPart[] likeliest(int mapWidth, int mapHeight) {
    HeadPart[] likeliest = new HeadPart[Math.multiplyExact(mapWidth, mapHeight)];
    HeadPart[] parts = HeadPart.values();
    for (int y = 0, i = 0; y < mapHeight; y++) {
      float row = place(y, mapHeight, height);
      int above = (int) row * width;
      int below = Math.min(height - 1, (int) row + 1) * width;
      float down = row - (int) row;
      for (int x = 0; x < mapWidth; x++, i++) {
        float column = place(x, mapWidth, width);
        int left = (int) column;
        int right = Math.min(width - 1, left + 1);
        float across = column - left;
        float most = -1;
        for (HeadPart part : parts) {
          float[] plane = planes[part.ordinal()];
          float upper = plane[above + left] + across * (plane[above + right] - plane[above + left]);
          float lower = plane[below + left] + across * (plane[below + right] - plane[below + left]);
          float likely = upper + down * (lower - upper);
          if (likely > most) {
            most = likely;
            likeliest[i] = part;
          }
        }
      }
    }
    return likeliest;
  }

  /** Where the middle of a pixel of the map lies among the middles of the picture's. */
  private static float place(int pixel, int of, int in) {
    return Math.max(0, Math.min(in - 1, (pixel + 0.5f) * in / of - 0.5f));
  }
}
