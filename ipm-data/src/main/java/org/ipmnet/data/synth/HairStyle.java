// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/** How the hair is worn. */
public enum HairStyle {
  /** Long and parted, falling in front of the ears. */
  LONG,
  /** Long, tucked behind the ears. */
  TUCKED,
  /** Chin-length with a fringe. */
  BOB,
  /** Long with a fringe. */
  FRINGE,
  /** Pulled back and up. */
  UPDO,
  /** Cropped. */
  SHORT,
  /** A wide crown of curls. */
  CURLS;

  /** Whether hair shows behind the neck. */
  boolean hidesNape() {
    return this != UPDO && this != SHORT;
  }

  /** Whether the front hair falls to the brows. */
  boolean hasFringe() {
    return this == BOB || this == FRINGE;
  }
}
