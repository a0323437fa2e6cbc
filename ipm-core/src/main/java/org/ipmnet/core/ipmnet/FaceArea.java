// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

/** Where makeup goes: parts of the makeup area that a look treats by themselves. */
public enum FaceArea {
  /** All of the makeup area that is none of the others: foundation, contour, highlighter. */
  SKIN,
  /** Below the eyes' outer halves, where blush goes. */
  CHEEKS,
  NOSE,
  BROWS,
  /** Between the eyes' upper edges and the brows, and a little beyond the outer corners. */
  LIDS,
  /** Below the eyes. */
  UNDER_EYES,
  /** Both, without what is between them. */
  LIPS;

  /** How many areas there are. */
  public static final int COUNT = values().length;
}
