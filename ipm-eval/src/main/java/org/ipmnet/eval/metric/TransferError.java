// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * How far results are from the ground truth, relative to doing nothing: sum |g - truth| over sum
 * |target - truth|, both over the same region and over all pairs; g clamped to [-1, 1]. 0 is
 * perfect, 1 no better than the untouched target. Only synthetic faces have a ground truth (their
 * makeup is known and any pair can be drawn).
 */
public final class TransferError implements Serializable {
  private static final long serialVersionUID = 1L;

  private double ofResults;
  private double ofTargets;

  /**
   * Adds a pair; images are planar, 3 values a pixel of the region's picture.
   *
   * @param result g, G's own output, not clamped
   * @param truth the target wearing the reference's makeup
   * @param target the untouched target
   */
  public void add(float[] result, float[] truth, float[] target, Region region) {
    region.requireFits(result);
    region.requireFits(truth);
    region.requireFits(target);
    int plane = region.inside().length;
    for (int i = 0; i < result.length; i++) {
      if (region.inside()[i % plane]) {
        ofResults += Math.abs(Math.max(-1, Math.min(1, result[i])) - truth[i]);
        ofTargets += Math.abs(target[i] - truth[i]);
      }
    }
  }

  /** Adds all pairs of another one. */
  public void add(TransferError other) {
    ofResults += other.ofResults;
    ofTargets += other.ofTargets;
  }

  /** The error; nothing if no target differs from its truth, as without any pair. */
  public OptionalDouble value() {
    return ofTargets == 0 ? OptionalDouble.empty() : OptionalDouble.of(ofResults / ofTargets);
  }
}
