// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.image.Layout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What figures of convolutions with a square kernel share: [batch, in, h, w] to [batch, out, h',
 * w'] with h' = (h + 2p - k) / s + 1 rounded down, and Kaiming's first weights.
 */
abstract class SquareKernel extends LayerConfig {
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

  /** The order of the images' dimensions. */
  Layout layout() {
    return Layout.CHANNELS_FIRST;
  }

  /** The shape of the output for a batch of inputs. */
  final long[] outputShape(INDArray x) {
    Layout layout = layout();
    return layout.shape(x.size(0), out, side(layout.height(x)), side(layout.width(x)));
  }

  @Override
  final long[] outputShape(long[]... inputs) {
    long[] sides = layout().sides(inputs[0]);
    return layout().shape(out, side(sides[1]), side(sides[2]));
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
