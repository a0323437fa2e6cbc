// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.plausibility;

import java.util.Locale;

/** What a look at parsing maps says about the scheme that they are said to follow. */
public sealed interface LabelCheckResult {
  /** Nothing speaks against it. */
  record Plausible() implements LabelCheckResult {}

  /**
   * Something is odd, but nothing better is known.
   *
   * @param problem one line
   */
  record Doubtful(String problem) implements LabelCheckResult {}

  /**
   * They follow another numbering.
   *
   * @param problem what is wrong, and what they look like
   * @param remedy how to mend it
   */
  record Mismatch(String problem, String remedy) implements LabelCheckResult {
    /**
     * Both in one line.
     *
     * @param override how to take the maps as they are
     */
    public String line(String override) {
      return String.format(
          Locale.ROOT, "%s; %s, or %s to take the maps as they are", problem, remedy, override);
    }
  }
}
