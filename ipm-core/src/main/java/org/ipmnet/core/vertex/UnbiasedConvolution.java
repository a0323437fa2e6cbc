// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import org.ipmnet.core.convolution.Convolution2d;
import org.ipmnet.core.convolution.Window;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution without bias, zeros beyond the border: [batch, in, h, w] to [batch, out, h', w']
 * with h' = (h + 2p - k) / s + 1 rounded down. Weights are [out, in, k, k]. What stands before a
 * batch norm needs no bias, and weight files of such networks have none.
 */
public final class UnbiasedConvolution extends SquareKernel {
  private static final long serialVersionUID = 1L;

  /** A convolution of {@code kernel} x {@code kernel} with {@code pad} zeros on every side. */
  public UnbiasedConvolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("kernel") int kernel,
      @JsonProperty("stride") int stride,
      @JsonProperty("pad") int pad) {
    super(in, out, kernel, stride, pad);
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
  LayerVertex operation(LayerVertex.Place place) {
    return new Convolve(place);
  }

  private final class Convolve extends ConvolvingLayer {
    private static final long serialVersionUID = 1L;

    Convolve(Place place) {
      super(place, new Convolution2d(Window.square(kernel, stride, pad), layout()));
    }

    @Override
    public INDArray forward(LayerPass pass, INDArray... inputs) {
      INDArray x = inputs[0];
      return convolve(pass, x, null, outputShape(x));
    }

    @Override
    public INDArray[] backward(LayerPass pass, INDArray gradient) {
      return new INDArray[] {backThrough(pass, gradient)};
    }
  }
}
