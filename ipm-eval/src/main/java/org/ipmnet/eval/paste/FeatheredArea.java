// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.Arrays;
import org.ipmnet.data.image.NearestResize;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.eval.face.Frame;

/**
 * How much of a change each pixel of a photo takes: nothing where it is kept, all of it deep in the
 * makeup area, and less towards the area's edge.
 *
 * <p>The weight comes from the share p of makeup area in a square around the pixel: 2 p - 1 is 0 on
 * a straight edge and 1 from the square's half side on. Unlike a distance from the edge this
 * smooths the stairs of a map coarser than its photo. Where the photo ends, the area goes on.
 */
final class FeatheredArea {
  private final int width;
  private final byte[] weights; // 0 to 255

  /**
   * Weighs a part of a photo.
   *
   * @param area makeup area, of any resolution
   * @param photoWidth width of the photo; the area is brought to its size, nearest neighbour
   * @param photoHeight its height
   * @param part the part, inside the photo
   * @param radius width of the transition in photo pixels; 0 for none
   */
  FeatheredArea(MakeupArea area, int photoWidth, int photoHeight, Frame part, int radius) {
    width = part.width();
    int height = part.height();
    weights = new byte[width * height];
    int window = 2 * radius + 1;
    byte[] inside = new byte[width * height];
    for (int y = 0, i = 0; y < height; y++) {
      int row = NearestResize.source(part.top() + y, area.height(), photoHeight) * area.width();
      for (int x = 0; x < width; x++, i++) {
        int column = NearestResize.source(part.left() + x, area.width(), photoWidth);
        inside[i] = (byte) (area.codes()[row + column] == MakeupArea.KEEP ? 0 : 1);
      }
    }
    short[] rowCounts = rowCounts(inside, height, radius);
    byte[] byCount = byCount(window * window);
    int[] counts = new int[width];
    for (int y = -radius; y <= radius; y++) {
      add(counts, rowCounts, clamp(y, height), 1);
    }
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        weights[i] = inside[i] == 0 ? 0 : byCount[counts[x]];
      }
      add(counts, rowCounts, clamp(y + radius + 1, height), 1);
      add(counts, rowCounts, clamp(y - radius, height), -1);
    }
  }

  /** Weight of a pixel of the part, 0 to 1; 0 exactly for kept pixels. */
  float weight(int column, int row) {
    return (weights[row * width + column] & 0xFF) / 255f;
  }

  /** Pixels of the area among the {@code 2 radius + 1} of the same row around each pixel. */
  private short[] rowCounts(byte[] inside, int height, int radius) {
    short[] counts = new short[inside.length];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int count = 0;
      for (int x = -radius; x <= radius; x++) {
        count += inside[row + clamp(x, width)];
      }
      for (int x = 0; x < width; x++) {
        counts[row + x] = (short) count;
        count +=
            inside[row + clamp(x + radius + 1, width)] - inside[row + clamp(x - radius, width)];
      }
    }
    return counts;
  }

  private void add(int[] counts, short[] rowCounts, int row, int sign) {
    for (int x = 0; x < width; x++) {
      counts[x] += sign * rowCounts[row * width + x];
    }
  }

  private static byte[] byCount(int most) {
    byte[] weights = new byte[most + 1];
    Arrays.fill(weights, (byte) 255);
    for (int count = 0; count < most; count++) {
      double t = Math.max(0, 2.0 * count / most - 1);
      weights[count] = (byte) Math.round(255 * t * t * (3 - 2 * t)); // smoothstep: no corners
    }
    return weights;
  }

  private static int clamp(int i, int length) {
    return Math.max(0, Math.min(length - 1, i));
  }
}
