// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

/**
 * A part of a portrait. Left and right are one part: real maps swap them, so nothing may depend on
 * sides.
 */
public enum FacePart {
  BACKGROUND,
  SKIN,
  BROW,
  EYE,
  NOSE,
  UPPER_LIP,
  INNER_MOUTH,
  LOWER_LIP,
  HAIR,
  EAR,
  NECK,
  GLASSES,
  EARRING,
  NECKLACE,
  CLOTH,
  HAT;

  private static final FacePart[] BY_CODE = values();

  /** The byte that stands for this part in a {@link RegionMap}. */
  public byte code() {
    return (byte) ordinal();
  }

  /** The part that a byte of a {@link RegionMap} stands for. */
  public static FacePart ofCode(byte code) {
    return BY_CODE[code];
  }

  /** Whether the part belongs to the makeup area, where the mask m is 0. */
  public boolean wearsMakeup() {
    return this == SKIN || isFeature();
  }

  /** Whether the texture counts more here (key {@code data.feature-gain}). */
  public boolean isFeature() {
    return switch (this) {
      case BROW, NOSE, UPPER_LIP, LOWER_LIP -> true;
      default -> false;
    };
  }
}
