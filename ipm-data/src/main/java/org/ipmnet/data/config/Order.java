// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

/** In which order training meets the images; key {@code data.order}. */
public enum Order {
  /** Anew in each epoch, each side for itself: the paper. */
  SHUFFLED,
  /**
   * By name, so that image i of one side always meets image i of the other: the authors' program.
   */
  FIXED,
  /** Both sides drawn uniformly each time, with replacement: BeautyGAN's program. */
  INDEPENDENT
}
