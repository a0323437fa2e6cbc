// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution without bias, zeros beyond the border: [batch, in, h, w] to [batch, out, h', w']
 * with h' = (h + 2p - k) / s + 1 rounded down. Weights are [out, in, k, k]. What stands before a
 * batch norm needs no bias, and weight files of such networks have none.
 */
public final class UnbiasedConvolution extends Figure {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int in;
  @JsonProperty private final int out;
  @JsonProperty private final int kernel;
  @JsonProperty private final int stride;
  @JsonProperty private final int pad;

  /** A convolution of {@code kernel} x {@code kernel} with {@code pad} zeros on every side. */
  public UnbiasedConvolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("kernel") int kernel,
      @JsonProperty("stride") int stride,
      @JsonProperty("pad") int pad) {
    this.in = in;
    this.out = out;
    this.kernel = kernel;
    this.stride = stride;
    this.pad = pad;
  }

  @Override
  Object[] values() {
    return new Object[] {in, out, kernel, stride, pad};
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return Map.of("weight", new long[] {out, in, kernel, kernel});
  }

  @Override
  public long multiplications() {
    return (long) in * kernel * kernel;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    Kaiming.fill(parameters.get("weight"), random);
  }

  @Override
  long[] outputShape(long[]... inputs) {
    return new long[] {out, side(inputs[0][1]), side(inputs[0][2])};
  }

  private long side(long side) {
    return (side + 2L * pad - kernel) / stride + 1;
  }

  @Override
  Operation operation(Operation.Place place) {
    return new Convolve(place);
  }

  private final class Convolve extends ConvolvingOperation {
    private static final long serialVersionUID = 1L;

    Convolve(Place place) {
      super(place, new Convolution2d(kernel, kernel, stride, pad));
    }

    @Override
    public INDArray forward(Pass pass, INDArray... inputs) {
      INDArray x = inputs[0];
      return convolve(pass, x, null, x.size(0), out, side(x.size(2)), side(x.size(3)));
    }

    @Override
    public INDArray[] backward(Pass pass, INDArray gradient) {
      return new INDArray[] {backThrough(pass, gradient)};
    }
  }
}
