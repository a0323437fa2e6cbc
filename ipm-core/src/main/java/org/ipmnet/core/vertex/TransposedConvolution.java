// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * PyTorch's transposed convolution, which enlarges: [batch, in, h, w] to [batch, out, h', w'] with
 * h' = (h - 1) s - 2p + k + o. It is the way back of a convolution of the same window, zeros beyond
 * the border, from h' to h. Weights are [in, out, kh, kw]; a bias [out] is optional.
 */
public final class TransposedConvolution extends KernelLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int outputPadding;

  /**
   * A transposed convolution.
   *
   * @param window its stride is the distance of the input's pixels in the output; as many pixels as
   *     it pads are cut off on every side
   * @param outputPadding o, pixels more at the right and lower edge; less than the stride
   * @param bias whether there is one
   */
  public TransposedConvolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("window") Window window,
      @JsonProperty("outputPadding") int outputPadding,
      @JsonProperty("bias") boolean bias) {
    super(in, out, window, bias, Layout.CHANNELS_FIRST);
    this.outputPadding = outputPadding;
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(WEIGHT, new long[] {in, out, window.height(), window.width()});
    if (bias) {
      shapes.put(BIAS, new long[] {out});
    }
    return shapes;
  }

  @Override
  public long multiplications() {
    return super.multiplications() / ((long) window.stride() * window.stride());
  }

  @Override
  long[] outputShape(INDArray x) {
    return layout.shape(
        x.size(0),
        out,
        side(layout.height(x), window.height(), window.padRows()),
        side(layout.width(x), window.width(), window.padColumns()));
  }

  private long side(long side, int kernel, int cut) {
    return (side - 1) * window.stride() - 2L * cut + kernel + outputPadding;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = inputs[0];
    INDArray y = convolution().inputGradient(memory, pass.parameter(WEIGHT), x, outputShape(x));
    if (bias) {
      Channelwise.shiftByChannel(y, pass.parameter(BIAS), layout);
    }
    keep(pass, x);
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue[] read =
        bias
            ? new OnnxValue[] {inputs[0], at.tensor(WEIGHT), at.tensor(BIAS)}
            : new OnnxValue[] {inputs[0], at.tensor(WEIGHT)};
    return at.node("ConvTranspose", read)
        .with("kernel_shape", window.height(), window.width())
        .with("strides", window.stride(), window.stride())
        .with("pads", window.pads())
        .with("output_padding", outputPadding, outputPadding)
        .done(out);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray weight = pass.parameter(WEIGHT);
    INDArray ofInput = null;
    if (pass.wantsInput(0)) {
      ofInput = memory.take(gradient.dataType(), pass.shape());
      convolution().forward(memory, gradient, weight, null, ofInput);
    }
    if (pass.wantsParameters()) {
      INDArray ofWeight =
          convolution().weightGradient(memory, gradient, weight, pass.kept(0), null);
      addWeightGradient(pass, ofWeight);
      memory.release(ofWeight);
      if (bias) {
        pass.addToGradient(BIAS, Channelwise.sumsByChannel(memory, gradient, layout));
      }
    }
    memory.release(gradient);
    pass.drop();
    return new INDArray[] {ofInput};
  }
}
