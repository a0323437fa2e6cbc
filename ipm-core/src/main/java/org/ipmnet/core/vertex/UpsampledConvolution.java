// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.convolution.SubPixelConvolution;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link Upsample}, then a padded 5x5 {@link Convolution} with bias, computed on the small image:
 * [batch, in, h, w] to [batch, out, 2h, 2w], or the same with channels last.
 */
public final class UpsampledConvolution extends LayerConfig {
  private static final long serialVersionUID = 1L;
  private static final int KERNEL = 5;

  @JsonProperty private final int in;
  @JsonProperty private final int out;
  @JsonProperty private final Padding padding;
  @JsonProperty private final Layout layout;

  /** The convolution of images with channels first. */
  public UpsampledConvolution(int in, int out, Padding padding) {
    this(in, out, padding, Layout.CHANNELS_FIRST);
  }

  /** A 5x5 convolution of the doubled image with 2 pixels of padding. */
  public UpsampledConvolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("padding") Padding padding,
      @JsonProperty("layout") Layout layout) {
    this.in = in;
    this.out = out;
    this.padding = padding;
    this.layout = layout;
  }

  @Override
  Object[] values() {
    return new Object[] {in, out, padding, layout};
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(out, in, KERNEL, KERNEL);
  }

  /** Those that are left: nine taps for each pixel. */
  @Override
  public long multiplications() {
    return 9L * in;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    Kaiming.initialise(parameters, random);
  }

  @Override
  long[] outputShape(long[]... inputs) {
    long[] sides = layout.sides(inputs[0]);
    return layout.shape(out, 2 * sides[1], 2 * sides[2]);
  }

  @Override
  LayerVertex operation(LayerVertex.Place place) {
    return new Convolve(place);
  }

  private final class Convolve extends LayerVertex {
    private static final long serialVersionUID = 1L;

    private final transient SubPixelConvolution convolution =
        new SubPixelConvolution(padding == Padding.REFLECT, layout);

    Convolve(Place place) {
      super(place);
    }

    @Override
    public INDArray forward(LayerPass pass, INDArray... inputs) {
      Memory memory = pass.memory();
      INDArray padded = convolution.padded(memory, inputs[0]);
      INDArray y =
          convolution.forward(memory, inputs[0], padded, parameter("weight"), parameter("bias"));
      memory.release(inputs[0]);
      pass.keep(padded);
      return y;
    }

    @Override
    public INDArray[] backward(LayerPass pass, INDArray gradient) {
      boolean ofParameters = pass.wantsParameters();
      INDArray back =
          convolution.backward(
              pass.memory(),
              pass.kept(0),
              parameter("weight"),
              gradient,
              ofParameters ? gradients().get("weight") : null,
              ofParameters ? gradients().get("bias") : null);
      pass.drop();
      pass.memory().release(gradient);
      return new INDArray[] {back};
    }
  }
}
