// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * The lamps. The first one is white; directions are in face units for a lamp one unit in front.
 * They roll with the head, but do not turn with it.
 *
 * @param x from the left (-1) to the right (1)
 * @param y from above (-1) to below (1)
 * @param contrast depth of the shadows, [0, 1]
 * @param hardness how sharply cast shadows end, [0, 1]
 * @param side a second lamp: fills shadows, or makes a rim of light
 */
public record Light(double x, double y, double contrast, double hardness, SideLamp side) {

  /**
   * A weaker lamp of another colour.
   *
   * @param x from the left to the right; beyond 2 only the rim of the face is lit
   * @param y from above (-1) to below (1)
   * @param strength [0, 1], 1 for as much as the first lamp
   * @param warmth from daylight in the shade (-1) to a candle (1)
   */
  public record SideLamp(double x, double y, double strength, double warmth) {
    /** What it adds to each channel where it falls straight on the skin. */
    Rgb colour() {
      return new Rgb(0.88 + 0.12 * warmth, 0.88, 0.88 - 0.2 * warmth).times(strength);
    }
  }
}
