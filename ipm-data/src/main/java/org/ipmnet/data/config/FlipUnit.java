// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

/** What one draw of the horizontal flip decides about; key {@code data.flip-unit}. */
public enum FlipUnit {
  /** Each sample for itself. */
  SAMPLE,
  /** All samples of one side of a batch: what the authors' program really does. */
  BATCH
}
