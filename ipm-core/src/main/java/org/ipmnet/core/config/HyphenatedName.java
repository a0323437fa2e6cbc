// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import java.util.Locale;

/** How constants are called in configuration files and on the command line. */
public final class HyphenatedName {
  private HyphenatedName() {}

  /** {@code high-contrast} of {@code HIGH_CONTRAST}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
