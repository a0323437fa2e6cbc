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
  private final Frame box; // of the part, outside which nothing changes
  private final byte[] weights; // 0 to 255, of the box

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
    int[] allRows = sources(part.top(), part.height(), area.height(), photoHeight);
    int[] allColumns = sources(part.left(), part.width(), area.width(), photoWidth);
    box = box(area, allRows, allColumns, radius);
    int[] rows = Arrays.copyOfRange(allRows, box.top(), box.top() + box.height());
    int[] columns = Arrays.copyOfRange(allColumns, box.left(), box.left() + box.width());
    int width = columns.length;
    int height = rows.length;
    weights = new byte[width * height];
    boolean[][] inside = new boolean[area.height()][]; // rows of the area, as wide as the box
    short[][] counts = new short[area.height()][];
    for (int row : rows) {
      if (inside[row] == null) {
        inside[row] = inside(area, row, columns);
        counts[row] = counts(inside[row], radius);
      }
    }
    byte[] byCount = byCount((2 * radius + 1) * (2 * radius + 1));
    int[] sums = new int[width];
    for (int y = -radius; y <= radius; y++) {
      add(sums, counts[rows[clamp(y, height)]], 1);
    }
    for (int y = 0, i = 0; y < height; y++) {
      boolean[] shown = inside[rows[y]];
      for (int x = 0; x < width; x++, i++) {
        weights[i] = shown[x] ? byCount[sums[x]] : 0;
      }
      short[] entering = counts[rows[clamp(y + radius + 1, height)]];
      short[] leaving = counts[rows[clamp(y - radius, height)]];
      if (entering != leaving) {
        add(sums, entering, 1);
        add(sums, leaving, -1);
      }
    }
  }

  /** Which of the area's rows or columns are shown, one for each of a part of the photo's. */
  private static int[] sources(int from, int length, int areaLength, int photoLength) {
    int[] sources = new int[length];
    for (int i = 0; i < length; i++) {
      sources[i] = NearestResize.source(from + i, areaLength, photoLength);
    }
    return sources;
  }

  /**
   * Where the area lies in the part, and what the transition looks at around it. Beyond its edges
   * there is nothing, or the photo ends; of an area that is not in the part one pixel.
   */
  private static Frame box(MakeupArea area, int[] rows, int[] columns, int radius) {
    int left = columns.length;
    int right = 0;
    int top = rows.length;
    int bottom = 0;
    for (int y = 0; y < rows.length; y++) {
      if (y > 0 && rows[y] == rows[y - 1]) {
        bottom = bottom == y ? y + 1 : bottom; // shows the same
        continue;
      }
      int row = rows[y] * area.width();
      int first = 0;
      while (first < columns.length && !isIn(area, row + columns[first])) {
        first++;
      }
      if (first < columns.length) {
        int last = columns.length - 1;
        while (!isIn(area, row + columns[last])) {
          last--;
        }
        left = Math.min(left, first);
        right = Math.max(right, last + 1);
        top = Math.min(top, y);
        bottom = y + 1;
      }
    }
    if (bottom == 0) {
      return new Frame(0, 0, 1, 1);
    }
    left = Math.max(0, left - radius - 1);
    top = Math.max(0, top - radius - 1);
    right = Math.min(columns.length, right + radius + 1);
    bottom = Math.min(rows.length, bottom + radius + 1);
    return new Frame(left, top, right - left, bottom - top);
  }

  private static boolean isIn(MakeupArea area, int pixel) {
    return area.codes()[pixel] != MakeupArea.KEEP;
  }

  private static boolean[] inside(MakeupArea area, int row, int[] columns) {
    boolean[] inside = new boolean[columns.length];
    for (int x = 0; x < inside.length; x++) {
      inside[x] = isIn(area, row * area.width() + columns[x]);
    }
    return inside;
  }

  /** Where in the part weights may be above 0. */
  Frame box() {
    return box;
  }

  /** Weight of a pixel of the part, 0 to 1; 0 exactly for kept pixels. */
  float weight(int column, int row) {
    int x = column - box.left();
    int y = row - box.top();
    return x < 0 || y < 0 || x >= box.width() || y >= box.height()
        ? 0
        : (weights[y * box.width() + x] & 0xFF) / 255f;
  }

  /** Pixels of the area among the {@code 2 radius + 1} of the same row around each pixel. */
  private static short[] counts(boolean[] inside, int radius) {
    int width = inside.length;
    short[] counts = new short[width];
    int count = 0;
    for (int x = -radius; x <= radius; x++) {
      count += inside[clamp(x, width)] ? 1 : 0;
    }
    for (int x = 0; x < width; x++) {
      counts[x] = (short) count;
      count += inside[clamp(x + radius + 1, width)] ? 1 : 0;
      count -= inside[clamp(x - radius, width)] ? 1 : 0;
    }
    return counts;
  }

  private static void add(int[] sums, short[] counts, int sign) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += sign * counts[x];
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
