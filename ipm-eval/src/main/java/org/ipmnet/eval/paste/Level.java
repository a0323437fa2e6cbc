// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

/**
 * Levels of 8 bits that move, of millions of pixels. {@link Math#floor} and {@link Math#round} say
 * the same, but take several times as long until Java's second compiler has come to them.
 */
final class Level {
  private Level() {}

  /**
   * A level moved and rounded, halves upwards.
   *
   * @param change far smaller than an int
   */
  static byte moved(byte level, float change) {
    float sum = (level & 0xFF) + change;
    return (byte) Math.max(0, Math.min(255, floor(sum + 0.5)));
  }

  /** The whole number below. */
  static int floor(double value) {
    int towardsZero = (int) value;
    return value < towardsZero ? towardsZero - 1 : towardsZero;
  }
}
