// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onnx;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How exported weights are stored; whatever they are, the graph computes in single precision. */
public enum WeightType {
  /** Single precision: the same bits. */
  FLOAT32(DataType.FLOAT),
  /**
   * Half precision, which the graph itself turns into single: half the size. Tensors of one
   * dimension (biases, norms), which are few values, stay single, and so does what half precision
   * cannot hold.
   */
  FLOAT16(DataType.HALF);

  private static final double LARGEST_HALF = 65504;

  private final DataType type;

  WeightType(DataType type) {
    this.type = type;
  }

  /** The type in which this tensor is stored. */
  DataType of(INDArray tensor) {
    return tensor.rank() < 2 || tensor.amaxNumber().doubleValue() > LARGEST_HALF
        ? DataType.FLOAT
        : type;
  }
}
