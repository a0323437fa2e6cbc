// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/**
 * The size a picture is worked on at: its shorter side as configured, its shape unchanged.
 *
 * @param width pixels
 * @param height pixels
 */
public record WorkingSize(int width, int height) {
  /** torchvision's rule: the longer side is {@code int(shorter * longer / shorter side now)}. */
  public static WorkingSize of(int width, int height, int shorter) {
    return width <= height
        ? new WorkingSize(shorter, (int) ((long) shorter * height / width))
        : new WorkingSize((int) ((long) shorter * width / height), shorter);
  }

  /**
   * Whether two sizes have one shape, give or take the pixel that rounding costs when a picture is
   * scaled; with one side equal nothing was scaled, and the other must be equal too.
   */
  public static boolean sameShape(int width1, int height1, int width2, int height2) {
    if (width1 == width2 || height1 == height2) {
      return width1 == width2 && height1 == height2;
    }
    return Math.abs((long) width1 * height2 - (long) width2 * height1) < Math.max(width1, height1);
  }
}
