// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

/**
 * Which style makes the cross images and is the style loss's target, key {@code loss.style-source}.
 */
public enum StyleSource {
  /** The reference's code S_y: paper. D's step and G's share one pass of G. */
  REFERENCE,
  /** A standard normal vector, drawn anew for D's step and for G's: the authors' program. */
  RANDOM
}
