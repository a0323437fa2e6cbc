// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

/** How many columns help texts fill. */
final class HelpWidth {
  private static final int USUAL = 80;
  private static final int LEAST = 55; // picocli's
  private static final int MOST = 110; // longer lines are hard to read

  private HelpWidth() {}

  /**
   * The width.
   *
   * @param columns what the terminal says, as the variable {@code COLUMNS}; null if nothing
   */
  static int of(String columns) {
    if (columns == null || !columns.matches("\\d{1,5}")) {
      return USUAL;
    }
    return Math.max(LEAST, Math.min(MOST, Integer.parseInt(columns)));
  }
}
