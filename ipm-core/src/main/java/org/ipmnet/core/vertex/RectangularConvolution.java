// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.memory.Memory;
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

  private final class Convolve extends LayerVertex {
    private static final long serialVersionUID = 1L;

    private final transient ConvolutionOp convolution =
        new ConvolutionOp(kernelHeight, kernelWidth, stride, padHeight, padWidth, layout);

    Convolve(Place place) {
      super(place);
    }

    @Override
    public INDArray forward(LayerPass pass, INDArray... inputs) {
      INDArray x = inputs[0];
      INDArray y =
          layout.take(
              pass.memory(),
              x.dataType(),
              x.size(0),
              out,
              height(layout.height(x)),
              width(layout.width(x)));
      convolution.forward(x, parameter("weight"), parameter("bias"), y);
      pass.keep(x);
      return y;
    }

    @Override
    public INDArray[] backward(LayerPass pass, INDArray gradient) {
      Memory memory = pass.memory();
      INDArray x = pass.kept(0);
      INDArray weight = parameter("weight");
      INDArray bias = parameter("bias");
      INDArray ofInput = memory.take(x.dataType(), x.shape());
      INDArray ofWeight = memory.take(weight.dataType(), weight.shape());
      INDArray ofBias = memory.take(bias.dataType(), bias.shape());
      convolution.backward(x, weight, bias, gradient, ofInput, ofWeight, ofBias);
      if (pass.wantsParameters()) {
        addToGradient("weight", ofWeight);
        addToGradient("bias", ofBias);
      }
      memory.release(ofWeight);
      memory.release(ofBias);
      memory.release(gradient);
      memory.release(x);
      pass.consumed();
      if (!pass.wantsInput(0)) {
        memory.release(ofInput);
        return new INDArray[1];
      }
      return new INDArray[] {ofInput};
    }
  }
}
