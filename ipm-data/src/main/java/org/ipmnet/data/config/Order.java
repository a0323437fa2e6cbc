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
  INDEPENDENT,
  /**
   * Bare faces anew in each epoch, made-up ones drawn uniformly each time; an epoch is a pass over
   * the larger side: CycleGAN's program.
   */
  RANDOM_REFERENCE,
  /**
   * Anew in each epoch, which ends with the smaller side, without the batch that it cannot fill:
   * MUNIT's program.
   */
  ZIPPED
}
