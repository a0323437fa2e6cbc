// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import java.util.random.RandomGenerator;
import org.ipmnet.data.config.Crop;

/**
 * Which square of a picture becomes the sample, and whether it is mirrored; one placement serves
 * photo, mask and texture together.
 *
 * @param left first column of the square
 * @param top first row of the square
 * @param flipped mirrored left to right, after the cut
 */
public record Placement(int left, int top, boolean flipped) {
  /** The middle, not mirrored: evaluation. Halves go to the even pixel, as torchvision does it. */
  public static Placement center(int width, int height, int size) {
    return new Placement(
        (int) Math.rint((width - size) / 2.0), (int) Math.rint((height - size) / 2.0), false);
  }

  /** A training draw. */
  static Placement draw(
      RandomGenerator random, Crop crop, double flip, int width, int height, int size) {
    // always three draws in one order, so that another crop keeps the flips
    boolean flipped = random.nextDouble() < flip;
    int left = random.nextInt(width - size + 1);
    int top = random.nextInt(height - size + 1);
    Placement middle = center(width, height, size);
    return switch (crop) {
      case RANDOM -> new Placement(left, top, flipped);
      case CENTER -> new Placement(middle.left, middle.top, flipped);
    };
  }
}
