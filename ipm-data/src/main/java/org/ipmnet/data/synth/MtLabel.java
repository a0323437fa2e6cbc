// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * The values of a parsing map in the MT scheme; each constant's ordinal is its value. Left and
 * right are the person's.
 */
enum MtLabel {
  BACKGROUND,
  SKIN,
  LEFT_BROW,
  RIGHT_BROW,
  LEFT_EYE,
  RIGHT_EYE,
  NOSE,
  UPPER_LIP,
  INNER_MOUTH,
  LOWER_LIP,
  HAIR,
  LEFT_EAR,
  RIGHT_EAR,
  NECK;

  private static final MtLabel[] ALL = values();

  static MtLabel of(int value) {
    return ALL[value];
  }

  /** Whether makeup may change this part: skin, brows, nose and lips. */
  boolean takesMakeup() {
    return switch (this) {
      case SKIN, LEFT_BROW, RIGHT_BROW, NOSE, UPPER_LIP, LOWER_LIP -> true;
      default -> false;
    };
  }
}
