// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

/** Which square of the resized photo training sees; key {@code data.crop}. */
public enum Crop {
  /** Anywhere, drawn per sample: the paper. */
  RANDOM,
  /** The middle: what the authors' program really does. */
  CENTER
}
