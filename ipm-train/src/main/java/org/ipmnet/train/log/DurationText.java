// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.util.Locale;

/** Time spans for people. */
public final class DurationText {
  private DurationText() {}

  /**
   * A span in its two largest units: {@code 2d 03h}, {@code 1h 05m}, {@code 3m 20s}, {@code 9s}.
   */
  public static String of(double seconds) {
    long s = Math.round(seconds);
    if (s >= 86_400) {
      return String.format(Locale.ROOT, "%dd %02dh", s / 86_400, s % 86_400 / 3600);
    }
    if (s >= 3600) {
      return String.format(Locale.ROOT, "%dh %02dm", s / 3600, s % 3600 / 60);
    }
    return s >= 60 ? String.format(Locale.ROOT, "%dm %02ds", s / 60, s % 60) : s + "s";
  }
}
