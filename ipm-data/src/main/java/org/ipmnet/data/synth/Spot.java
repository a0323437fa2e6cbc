// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * A point in face units: the origin lies between eyes and nose tip, x to the right, y down, and 1
 * is half the width of a picture whose pose has scale 1.
 */
record Spot(double x, double y) {

  /** The point a share {@code amount} of the way to {@code other}. */
  Spot mix(Spot other, double amount) {
    return new Spot(x + (other.x - x) * amount, y + (other.y - y) * amount);
  }

  /** The point moved by (dx, dy). */
  Spot plus(double dx, double dy) {
    return new Spot(x + dx, y + dy);
  }
}
