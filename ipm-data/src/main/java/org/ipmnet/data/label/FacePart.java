// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

/**
 * A part of a portrait. Left and right are one part: real maps swap them, so nothing may depend on
 * sides. Only codes tell the two apart, for BeautyGAN, which compares each eye with its namesake.
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

  /** What codes of the second of two, such as the right eye, have beyond those of the first. */
  private static final int SECOND = 0x40;

  /** The byte that stands for this part, or for the first of two, in a {@link RegionMap}. */
  public byte code() {
    return (byte) ordinal();
  }

  /** The byte that stands for the second of two, which a map has another value for. */
  public byte secondCode() {
    return (byte) (ordinal() | SECOND);
  }

  /** The part that a byte of a {@link RegionMap} stands for, the first or the second of two. */
  public static FacePart ofCode(byte code) {
    return BY_CODE[code & ~SECOND];
  }

  /** The same byte in a mirror: the first of two becomes the second. */
  public static byte mirrored(byte code) {
    return switch (ofCode(code)) {
      case BROW, EYE, EAR -> (byte) (code ^ SECOND);
      default -> code;
    };
  }

  /** Whether the part belongs to the makeup area, where the mask m is 0. */
  public boolean wearsMakeup() {
    return this == SKIN || isFeature();
  }

  /** Whether it is one of the lips. */
  public boolean isLip() {
    return this == UPPER_LIP || this == LOWER_LIP;
  }

  /** Whether the texture counts more here (key {@code data.feature-gain}). */
  public boolean isFeature() {
    return switch (this) {
      case BROW, NOSE, UPPER_LIP, LOWER_LIP -> true;
      default -> false;
    };
  }
}
