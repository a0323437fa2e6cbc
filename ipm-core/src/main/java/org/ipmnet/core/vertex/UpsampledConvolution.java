// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.convolution.SubPixelConvolution;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link Upsample}, then a padded 5x5 {@link Convolution} with bias, computed on the small image:
 * [batch, in, h, w] to [batch, out, 2h, 2w], or the same with channels last.
 */
public final class UpsampledConvolution extends Layer {
  private static final long serialVersionUID = 1L;
  private static final int KERNEL = 5;

  @JsonProperty private final int in;
  @JsonProperty private final int out;
  @JsonProperty private final Padding padding;
  @JsonProperty private final Layout layout;

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
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(true, out, in, KERNEL, KERNEL);
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

  private SubPixelConvolution convolution() {
    return new SubPixelConvolution(padding == Padding.REFLECT, layout);
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = inputs[0];
    SubPixelConvolution convolution = convolution();
    INDArray padded = convolution.padded(memory, x);
    INDArray y =
        convolution.forward(memory, x, padded, pass.parameter("weight"), pass.parameter("bias"));
    memory.release(x);
    pass.keep(padded);
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    boolean mirrored = padding == Padding.REFLECT;
    OnnxValue doubled = at.doubled(inputs[0]);
    OnnxValue x = mirrored ? at.pad(doubled, "reflect", KERNEL / 2, KERNEL / 2) : doubled;
    long pad = mirrored ? 0 : KERNEL / 2;
    return at.node("Conv", x, at.tensor("weight"), at.tensor("bias"))
        .with("kernel_shape", KERNEL, KERNEL)
        .with("pads", pad, pad, pad, pad)
        .done(out);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    boolean ofParameters = pass.wantsParameters();
    INDArray back =
        convolution()
            .backward(
                pass.memory(),
                pass.kept(0),
                pass.parameter("weight"),
                gradient,
                ofParameters ? pass.gradient("weight") : null,
                ofParameters ? pass.gradient("bias") : null);
    pass.drop();
    pass.memory().release(gradient);
    return new INDArray[] {back};
  }
}
