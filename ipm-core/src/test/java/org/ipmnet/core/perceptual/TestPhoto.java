// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import org.ipmnet.core.testing.GoldenCase;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pictures of golden cases as the networks take them. */
final class TestPhoto {
  private TestPhoto() {}

  /** Uint8 [h, w, 3] to [-1, 1], [1, 3, h, w]. */
  static INDArray of(GoldenCase golden, String array) {
    INDArray bytes = golden.array(array, DataType.DOUBLE);
    return bytes
        .permute(2, 0, 1)
        .dup('c')
        .reshape(1, 3, bytes.size(0), bytes.size(1))
        .divi(127.5)
        .subi(1)
        .castTo(DataType.FLOAT);
  }
}
