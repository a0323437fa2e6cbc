// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * Hair on lip, cheeks and chin: the person's own, over whatever makeup.
 *
 * @param density how much of the skin under it is hidden, [0, 1]
 */
public record FacialHair(Style style, Rgb colour, double density) {

  /** How it is worn. */
  public enum Style {
    /** Shaved, or none grows. */
    NONE,
    /** A few days old: skin and makeup show between the hairs. */
    STUBBLE,
    /** On the upper lip alone. */
    MOUSTACHE,
    /** On lip, cheeks and chin. */
    FULL;

    /** Whether the skin below is hidden, so that maps call the place hair. */
    boolean hidesSkin() {
      return this == MOUSTACHE || this == FULL;
    }
  }
}
