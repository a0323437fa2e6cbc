// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onednn.OneDnn;
import org.ipmnet.core.onednn.ParametricReluKernel;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * PReLU (He et al., "Delving deep into rectifiers", 2015): x where x is 0 or more, else a x with
 * one a, {@code weight} [c], for each channel, at first 0.25. Of [batch, c, h, w] or the same with
 * channels last.
 */
public final class ParametricRelu extends Layer {
  private static final long serialVersionUID = 1L;
  private static final String SLOPE = "weight";
  private static final double FIRST_SLOPE = 0.25;

  @JsonProperty private final int channels;
  @JsonProperty private final Layout layout;

  /** Of images in this layout. */
  public ParametricRelu(
      @JsonProperty("channels") int channels, @JsonProperty("layout") Layout layout) {
    this.channels = channels;
    this.layout = layout;
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return Map.of(SLOPE, new long[] {channels});
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    parameters.get(SLOPE).assign(FIRST_SLOPE);
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = pass.recording() ? inputs[0] : memory.writable(inputs[0]);
    INDArray y = pass.recording() ? memory.take(x.dataType(), x.shape()) : x;
    if (OneDnn.serves(x.dataType())) {
      new ParametricReluKernel(
              layout == Layout.CHANNELS_LAST,
              x.size(0),
              channels,
              layout.height(x),
              layout.width(x))
          .run(memory, x, pass.parameter(SLOPE), y);
    } else {
      INDArray negative = negative(memory, x);
      Nd4j.getExecutioner().exec(new RectifiedLinear(x, y, 0));
      Channelwise.scale(pixels(negative), slopes(pass, x));
      y.addi(negative);
      memory.release(negative);
    }
    if (pass.recording()) {
      pass.keep(x);
    }
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue slopes = at.node("Reshape", at.tensor(SLOPE), at.constant(channels, 1, 1)).done();
    return at.node("PRelu", inputs[0], slopes).done(channels);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradientOfOutput) {
    Memory memory = pass.memory();
    INDArray x = pass.kept(0);
    INDArray gradient = memory.writable(gradientOfOutput);
    INDArray negative = negative(memory, x);
    if (pass.wantsParameters()) {
      INDArray products = Channelwise.products(memory, pixels(gradient), pixels(negative));
      pass.addToGradient(SLOPE, Channelwise.byBatch(products, x.size(0)).sum(0));
    }
    // dx = g + (a - 1) g where x < 0
    INDArray below = negative.negi();
    Nd4j.getExecutioner().exec(new Step(below, below, 0));
    below.muli(gradient);
    Channelwise.scale(pixels(below), slopes(pass, x).subi(1));
    gradient.addi(below);
    memory.release(below);
    pass.drop();
    return new INDArray[] {gradient};
  }

  /** min(x, 0), an owned reference. */
  private static INDArray negative(Memory memory, INDArray x) {
    INDArray negative = memory.take(x.dataType(), x.shape());
    Nd4j.getExecutioner().exec(new ScalarMin(x, null, negative, 0));
    return negative;
  }

  /** A column for {@link Channelwise}. */
  private INDArray slopes(LayerPass pass, INDArray x) {
    return Channelwise.repeat(pass.parameter(SLOPE), x.size(0));
  }

  private INDArray pixels(INDArray images) {
    return Channelwise.of(images, layout);
  }
}
