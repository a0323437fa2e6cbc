// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.util.List;
import java.util.Optional;
import org.ipmnet.core.network.ModelKind;

/**
 * A row of table 2 as published: the Makeup Transfer set, 256 x 256 pixels. The paper does not say
 * which backbone its LPIPS has.
 *
 * @param name of the system there
 * @param kind the same system here; nothing for "Real"
 */
record PublishedResult(String name, Optional<ModelKind> kind, double fid, double lpips) {
  /** All rows in the paper's order. */
  static final List<PublishedResult> TABLE =
      List.of(
          new PublishedResult("Real", Optional.empty(), 17.23, 0.616),
          of(ModelKind.CYCLEGAN, 79.79, 0.457),
          of(ModelKind.MUNIT, 82.67, 0.462),
          of(ModelKind.BEAUTYGAN, 56.57, 0.459),
          of(ModelKind.IPM_NET, 41.47, 0.488));

  private static PublishedResult of(ModelKind kind, double fid, double lpips) {
    return new PublishedResult(kind.title(), Optional.of(kind), fid, lpips);
  }

  /** The row of a kind, or "Real" for none. */
  static PublishedResult of(Optional<ModelKind> kind) {
    return TABLE.stream().filter(row -> row.kind().equals(kind)).findFirst().orElseThrow();
  }
}
