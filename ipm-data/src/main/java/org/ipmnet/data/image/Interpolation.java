// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/** How a photo's pixels are weighted when it changes its size; key {@code data.interpolation}. */
public enum Interpolation {
  /** A triangle: the paper, MUNIT's and BeautyGAN's programs. */
  BILINEAR(1) {
    @Override
    public double weight(double distance) {
      return Math.max(0, 1 - distance);
    }
  },
  /** The cubic of Keys (1981) with a = -1/2: CycleGAN's program. */
  BICUBIC(2) {
    @Override
    public double weight(double d) {
      return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }
  };

  private final int reach;

  Interpolation(int reach) {
    this.reach = reach;
  }

  /** How far the weights reach to each side, in pixels. */
  public int reach() {
    return reach;
  }

  /** The weight at a distance of 0 or more, in pixels. */
  public abstract double weight(double distance);
}
