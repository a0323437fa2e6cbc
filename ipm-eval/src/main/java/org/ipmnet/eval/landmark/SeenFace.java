// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.landmark;

import java.util.List;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.HandLandmarks;

/**
 * A face and the hands that may lie before it.
 *
 * @param landmarks the face's points
 * @param hands near it, in pixels of the same photo
 */
public record SeenFace(FaceLandmarks landmarks, List<HandLandmarks> hands) {
  /** Keeps an unmodifiable list. */
  public SeenFace {
    hands = List.copyOf(hands);
  }
}
