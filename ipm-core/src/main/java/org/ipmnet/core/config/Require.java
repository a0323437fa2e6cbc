// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import org.ipmnet.core.UserError;

/**
 * Range checks for bounds that depend on other values, and for what is no configuration; each
 * failure names the value and the range.
 */
public final class Require {
  private Require() {}

  /** Throws {@link UserError} unless {@code value >= least}. */
  public static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw new UserError("%s must be at least %d, found %d", key, least, value);
    }
  }

  /** Throws {@link UserError} unless {@code least <= value <= most}. */
  public static void within(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new UserError("%s must lie between %d and %d, found %d", key, least, most, value);
    }
  }

  /** Throws {@link UserError} unless {@code least <= value <= most}. */
  public static void within(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new UserError("%s must lie between %s and %s, found %s", key, least, most, value);
    }
  }
}
