// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

/**
 * What becomes of the box around an eye that would begin above or left of the picture; key {@code
 * loss.eye-box}.
 */
public enum EyeBoxEdge {
  /**
   * The program: a negative start counts from the far end, so that the box is empty and the region
   * is the eye itself.
   */
  EMPTY,
  /** It is cut at the edge, as it is at the others: what was meant. */
  CUT
}
