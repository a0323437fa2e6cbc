// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import org.ipmnet.core.convolution.Convolution2d;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Padding, then a convolution with bias: [batch, in, h, w] to [batch, out, h', w'] with h' = (h +
 * 2p - k) / s + 1 rounded down, or the same with channels last. Weights are [out, in, k, k].
 */
public final class Convolution extends SquareKernel {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Padding padding;
  @JsonProperty private final Layout layout;

  /** A convolution of images with channels first. */
  public Convolution(int in, int out, int kernel, int stride, int pad, Padding padding) {
    this(in, out, kernel, stride, pad, padding, Layout.CHANNELS_FIRST);
  }

  /** A convolution of {@code kernel} x {@code kernel} with {@code pad} pixels on every side. */
  public Convolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("kernel") int kernel,
      @JsonProperty("stride") int stride,
      @JsonProperty("pad") int pad,
      @JsonProperty("padding") Padding padding,
      @JsonProperty("layout") Layout layout) {
    super(in, out, kernel, stride, pad);
    this.padding = padding;
    this.layout = layout;
  }

  @Override
  Layout layout() {
    return layout;
  }

  @Override
  Object[] values() {
    return new Object[] {in, out, kernel, stride, pad, padding, layout};
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(out, in, kernel, kernel);
  }

  private int zeros() {
    return padding == Padding.ZERO ? pad : 0;
  }

  @Override
  LayerVertex operation(LayerVertex.Place place) {
    return new Convolve(place);
  }

  private final class Convolve extends ConvolvingLayer {
    private static final long serialVersionUID = 1L;

    Convolve(Place place) {
      super(place, new Convolution2d(Window.square(kernel, stride, zeros()), layout));
    }

    @Override
    public INDArray forward(LayerPass pass, INDArray... inputs) {
      return padAndConvolve(pass, inputs[0], parameter("bias"));
    }

    @Override
    public boolean piecewiseLinear() {
      return true;
    }

    @Override
    public INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
      return padAndConvolve(own, tangents[0], null);
    }

    private INDArray padAndConvolve(LayerPass pass, INDArray x, INDArray bias) {
      long[] shape = outputShape(x);
      INDArray padded = pad == 0 ? x : padding.pad(pass.memory(), x, pad, layout);
      return convolve(pass, padded, bias, shape);
    }

    @Override
    public INDArray[] backward(LayerPass pass, INDArray gradient) {
      INDArray padded = backThrough(pass, gradient);
      boolean asItIs = padded == null || pad == 0;
      return new INDArray[] {asItIs ? padded : padding.fold(pass.memory(), padded, pad, layout)};
    }
  }
}
