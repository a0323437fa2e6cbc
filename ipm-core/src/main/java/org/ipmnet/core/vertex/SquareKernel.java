// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What figures of convolutions with a square kernel share: [batch, in, h, w] to [batch, out, h',
 * w'] with h' = (h + 2p - k) / s + 1 rounded down, and Kaiming's first weights.
 */
abstract class SquareKernel extends Figure {
  private static final long serialVersionUID = 1L;

  @JsonProperty final int in;
  @JsonProperty final int out;
  @JsonProperty final int kernel;
  @JsonProperty final int stride;
  @JsonProperty final int pad;

  SquareKernel(int in, int out, int kernel, int stride, int pad) {
    this.in = in;
    this.out = out;
    this.kernel = kernel;
    this.stride = stride;
    this.pad = pad;
  }

  /** The side of the output. */
  long side(long side) {
    return (side + 2L * pad - kernel) / stride + 1;
  }

  /** The shape of the output for an input [batch, in, h, w]. */
  final long[] outputShape(INDArray x) {
    return new long[] {x.size(0), out, side(x.size(2)), side(x.size(3))};
  }

  @Override
  final long[] outputShape(long[]... inputs) {
    return new long[] {out, side(inputs[0][1]), side(inputs[0][2])};
  }

  @Override
  public long multiplications() {
    return (long) in * kernel * kernel;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    Kaiming.initialise(parameters, random);
  }
}
