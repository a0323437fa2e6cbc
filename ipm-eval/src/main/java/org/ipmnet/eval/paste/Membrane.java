// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

/**
 * Fills the unknown pixels of a square picture from the known ones as a thin membrane would hang
 * between them (Laplace's equation; the picture's border is free): without a jump where known meets
 * unknown. Solved from coarse to fine: averages of known pixels make a picture of half the side,
 * which is filled first; enlarged, it starts a few sweeps of relaxation.
 */
final class Membrane {
  /**
   * Enough for steps below 1 of 255 levels, since every size of structure has its own pyramid
   * level.
   */
  private static final int SWEEPS = 12;

  private Membrane() {}

  /**
   * Fills in place.
   *
   * @param planes channels of {@code side * side} values; known values stay as they are
   * @param known which pixels are known; with none at all, unknown values become 0
   */
  static void fill(float[][] planes, boolean[] known, int side) {
    if (side == 1) {
      for (float[] plane : planes) {
        plane[0] = known[0] ? plane[0] : 0;
      }
      return;
    }
    int half = (side + 1) / 2;
    float[][] coarse = new float[planes.length][half * half];
    boolean[] coarseKnown = new boolean[half * half];
    pull(planes, known, side, coarse, coarseKnown, half);
    fill(coarse, coarseKnown, half);
    for (int c = 0; c < planes.length; c++) {
      push(coarse[c], half, planes[c], known, side);
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        relax(planes[c], known, side);
      }
    }
  }

  private static void push(float[] coarse, int half, float[] plane, boolean[] known, int side) {
    for (int y = 0, i = 0; y < side; y++) {
      for (int x = 0; x < side; x++, i++) {
        if (!known[i]) {
          plane[i] = bilinear(coarse, half, (x - 0.5f) / 2, (y - 0.5f) / 2);
        }
      }
    }
  }

  /** One sweep of Gauss-Seidel: every unknown pixel becomes the mean of its neighbours. */
  private static void relax(float[] plane, boolean[] known, int side) {
    int last = side - 1;
    for (int y = 0, i = 0; y < side; y++) {
      int up = y > 0 ? -side : 0;
      int down = y < last ? side : 0;
      for (int x = 0; x < side; x++, i++) {
        if (!known[i]) {
          float left = plane[x > 0 ? i - 1 : i];
          float right = plane[x < last ? i + 1 : i];
          plane[i] = (left + right + plane[i + up] + plane[i + down]) / 4;
        }
      }
    }
  }

  private static void pull(
      float[][] planes, boolean[] known, int side, float[][] coarse, boolean[] any, int half) {
    int[] counts = new int[half * half];
    for (int y = 0, i = 0; y < side; y++) {
      for (int x = 0; x < side; x++, i++) {
        if (known[i]) {
          int to = y / 2 * half + x / 2;
          counts[to]++;
          for (int c = 0; c < planes.length; c++) {
            coarse[c][to] += planes[c][i];
          }
        }
      }
    }
    for (int i = 0; i < counts.length; i++) {
      any[i] = counts[i] > 0;
      for (float[] plane : coarse) {
        plane[i] /= Math.max(1, counts[i]);
      }
    }
  }

  /** The value between pixels, whole numbers being their middles; the border is repeated. */
  private static float bilinear(float[] plane, int side, float x, float y) {
    float insideX = Math.max(0, Math.min(side - 1, x));
    float insideY = Math.max(0, Math.min(side - 1, y));
    int x0 = (int) insideX;
    int y0 = (int) insideY;
    int x1 = Math.min(side - 1, x0 + 1);
    int y1 = Math.min(side - 1, y0 + 1);
    float fx = insideX - x0;
    float fy = insideY - y0;
    float upper = plane[y0 * side + x0] * (1 - fx) + plane[y0 * side + x1] * fx;
    float lower = plane[y1 * side + x0] * (1 - fx) + plane[y1 * side + x1] * fx;
    return upper * (1 - fy) + lower * fy;
  }
}
