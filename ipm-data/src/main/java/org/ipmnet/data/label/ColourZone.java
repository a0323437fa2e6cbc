// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

/**
 * Where one colour of makeup is told from another: finer than areas on lids, which wear several.
 */
public enum ColourZone {
  SKIN,
  CHEEKS,
  LIPS,
  BROWS,
  /** Between the inner half of the eye and the brow: towards the lashes. */
  INNER_LID,
  /** Likewise of the outer half, and beyond the eye's corner. */
  OUTER_LID,
  /** Above the inner lid, up to the brow. */
  INNER_BROW_BONE,
  /** Above the outer lid. */
  OUTER_BROW_BONE;

  /** How many zones there are. */
  public static final int COUNT = values().length;
}
