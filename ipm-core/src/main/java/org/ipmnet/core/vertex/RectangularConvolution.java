// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.convolution.Convolution2d;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution with bias whose kernel and zero padding may differ in height and width, as in
 * Inception v3: [batch, in, h, w] to [batch, out, h', w'] with h' = (h + 2 ph - kh) / s + 1 rounded
 * down, and w' likewise; or the same with channels last. Weights are [out, in, kh, kw].
 */
public final class RectangularConvolution extends LayerConfig {
  private static final long serialVersionUID = 1L;

  /**
   * A rectangle of pixels.
   *
   * @param height rows
   * @param width columns
   */
  public record Extent(int height, int width) {
    /** As many rows as columns. */
    public static Extent square(int side) {
      return new Extent(side, side);
    }
  }

  @JsonProperty private final int in;
  @JsonProperty private final int out;
  @JsonProperty private final int kernelHeight;
  @JsonProperty private final int kernelWidth;
  @JsonProperty private final int stride;
  @JsonProperty private final int padHeight;
  @JsonProperty private final int padWidth;
  @JsonProperty private final Layout layout;

  RectangularConvolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("kernelHeight") int kernelHeight,
      @JsonProperty("kernelWidth") int kernelWidth,
      @JsonProperty("stride") int stride,
      @JsonProperty("padHeight") int padHeight,
      @JsonProperty("padWidth") int padWidth,
      @JsonProperty("layout") Layout layout) {
    this.in = in;
    this.out = out;
    this.kernelHeight = kernelHeight;
    this.kernelWidth = kernelWidth;
    this.stride = stride;
    this.padHeight = padHeight;
    this.padWidth = padWidth;
    this.layout = layout;
  }

  /** A convolution with {@code pad} zeros beyond each border. */
  public static RectangularConvolution of(int in, int out, Extent kernel, int stride, Extent pad) {
    return of(in, out, kernel, stride, pad, Layout.CHANNELS_FIRST);
  }

  /** The same for images in this layout. */
  public static RectangularConvolution of(
      int in, int out, Extent kernel, int stride, Extent pad, Layout layout) {
    return new RectangularConvolution(
        in, out, kernel.height(), kernel.width(), stride, pad.height(), pad.width(), layout);
  }

  @Override
  Object[] values() {
    return new Object[] {in, out, kernelHeight, kernelWidth, stride, padHeight, padWidth, layout};
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(out, in, kernelHeight, kernelWidth);
  }

  @Override
  public long multiplications() {
    return (long) in * kernelHeight * kernelWidth;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    Kaiming.initialise(parameters, random);
  }

  @Override
  long[] outputShape(long[]... inputs) {
    long[] sides = layout.sides(inputs[0]);
    return layout.shape(out, height(sides[1]), width(sides[2]));
  }

  private long height(long side) {
    return (side + 2L * padHeight - kernelHeight) / stride + 1;
  }

  private long width(long side) {
    return (side + 2L * padWidth - kernelWidth) / stride + 1;
  }

  @Override
  LayerVertex operation(LayerVertex.Place place) {
    return new Convolve(place);
  }

  private final class Convolve extends ConvolvingLayer {
    private static final long serialVersionUID = 1L;

    Convolve(Place place) {
      super(
          place,
          new Convolution2d(
              new Window(kernelHeight, kernelWidth, stride, padHeight, padWidth), layout));
    }

    @Override
    public INDArray forward(LayerPass pass, INDArray... inputs) {
      INDArray x = inputs[0];
      long[] shape = layout.shape(x.size(0), out, height(layout.height(x)), width(layout.width(x)));
      return convolve(pass, x, parameter("bias"), shape);
    }

    @Override
    public INDArray[] backward(LayerPass pass, INDArray gradient) {
      return new INDArray[] {backThrough(pass, gradient)};
    }
  }
}
