// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One side of a batch; float, c order.
 *
 * @param images x, RGB in [-1, 1], [b, 3, s, s]
 * @param masks m, 1 keep and 0 makeup area, [b, 1, s, s]
 * @param textures t, 0 outside the makeup area, [b, 1, s, s]
 * @param regions {@link org.ipmnet.data.label.FacePart} codes of each face, [b][s * s], background
 *     all over for a face without map; null where nobody looks at parts
 * @param truths how each face looks in the makeup of the other side's face at the same place, [b,
 *     3, s, s]; null where nobody knows
 */
public record FaceBatch(
    INDArray images, INDArray masks, INDArray textures, byte[][] regions, INDArray truths) {
  /** A side whose true results nobody knows. */
  public FaceBatch(INDArray images, INDArray masks, INDArray textures, byte[][] regions) {
    this(images, masks, textures, regions, null);
  }

  /** A side whose parts nobody looks at. */
  public FaceBatch(INDArray images, INDArray masks, INDArray textures) {
    this(images, masks, textures, null, null);
  }
}
