// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * The shadows that nose, brows, lips and chin cast on the face: from each pixel a ray goes towards
 * the lamp, and what stands above the ray keeps light back. Its steps are those of a face that
 * looks ahead: on the far side of a turned one shadows are somewhat long.
 */
final class CastShadow {
  private static final int STEPS = 14;
  private static final double STEP = 0.02; // face units

  /** The landscape is flatter than a face; this makes up for it. */
  private static final double TALLER = 1.7;

  private final float[] heights;
  private final int size;
  private final double dx;
  private final double dy;
  private final double rise;
  private final double softness;

  /**
   * Shadows in one lamp.
   *
   * @param heights of the face in face units, size x size, 0 beside it
   * @param hardness how sharply shadows end, [0, 1]
   */
  CastShadow(float[] heights, int size, Pose pose, Lamp lamp, double hardness) {
    this.heights = heights;
    this.size = size;
    double across = Math.max(1e-3, Math.hypot(lamp.lx(), lamp.ly()));
    double x = lamp.lx() / across;
    double y = lamp.ly() / across;
    double pixels = pose.length(STEP) * size;
    dx = pixels * (x * Math.cos(pose.roll()) - y * Math.sin(pose.roll()));
    dy = pixels * (x * Math.sin(pose.roll()) + y * Math.cos(pose.roll()));
    rise = STEP * lamp.lz() / across / TALLER;
    softness = 0.2 + 0.6 * (1 - hardness);
  }

  /** The share of the lamp's light that is kept back at a pixel, [0, 1]. */
  double at(int x, int y) {
    double own = heights[y * size + x];
    double shade = 0;
    for (int step = 2; step <= STEPS; step++) {
      int column = (int) (x + step * dx + 0.5);
      int row = (int) (y + step * dy + 0.5);
      if (column < 0 || row < 0 || column >= size || row >= size) {
        break;
      }
      double above = heights[row * size + column] - own - step * rise;
      shade = Math.max(shade, above / (softness * STEP * (step + 1)));
    }
    return Math.min(1, shade);
  }
}
