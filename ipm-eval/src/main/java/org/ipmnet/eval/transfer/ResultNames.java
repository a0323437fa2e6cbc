// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.eval.picture.PictureKind;

/**
 * Names of the files of a transfer.
 *
 * <pre>
 *   one alpha       TARGET__REFERENCE.png, or .jpg
 *   several         TARGET__REFERENCE__a0.25.png for each, TARGET__REFERENCE__levels.png
 *   grid of pairs   grid.png
 * </pre>
 *
 * @param alphas how many levels a pair has
 */
record ResultNames(List<Double> alphas) {
  /** The grid's name; no pair can have it. */
  static final String GRID = "grid.png";

  private static final String BETWEEN = "__";

  /** Whether pairs have a strip of levels. */
  boolean hasLevels() {
    return alphas.size() > 1;
  }

  String picture(String target, String reference, double alpha, PictureKind kind) {
    String level = hasLevels() ? BETWEEN + "a" + text(alpha) : "";
    return pair(target, reference) + level + "." + kind.extension();
  }

  String levels(String target, String reference) {
    return pair(target, reference) + "__levels.png";
  }

  /**
   * Checks that no two pairs share a name: with a__b onto c and a onto b__c they would.
   *
   * @throws UserError naming two pairs that do
   */
  static void requireDistinct(List<String> targets, List<String> references) {
    Map<String, String> seen = new HashMap<>();
    for (String target : targets) {
      for (String reference : references) {
        // only a name with the separator in it can be taken apart in two ways
        if (target.contains(BETWEEN) || reference.contains(BETWEEN)) {
          String pair = pair(target, reference);
          String other = seen.putIfAbsent(pair, target);
          if (other != null) {
            throw new UserError(
                "results of targets %s and %s would both be named %s; rename one of the photos",
                other, target, pair);
          }
        }
      }
    }
  }

  /** What the results of a pair begin with. */
  static String pair(String target, String reference) {
    return target + BETWEEN + reference;
  }

  /** 0.25 as 0.25, 1.0 as 1. */
  private static String text(double alpha) {
    return BigDecimal.valueOf(alpha).stripTrailingZeros().toPlainString();
  }
}
