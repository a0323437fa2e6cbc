// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.core.convolution.Convolution2d;
import org.ipmnet.core.convolution.ConvolutionMethod;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * PyTorch's transposed convolution, which enlarges: [batch, in, h, w] to [batch, out, h', w'] with
 * h' = (h - 1) s - 2p + k + o. It is the way back of a convolution of the same kernel, stride and
 * zero padding from h' to h. Weights are [in, out, k, k]; a bias [out] is optional.
 */
public final class TransposedConvolution extends SquareKernel {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int outputPadding;
  @JsonProperty private final boolean bias;

  /**
   * A transposed convolution of {@code kernel} x {@code kernel}.
   *
   * @param stride distance of the input's pixels in the output
   * @param pad pixels that are cut off on every side
   * @param outputPadding o, pixels more at the right and lower edge; less than the stride
   * @param bias whether there is one
   */
  public TransposedConvolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("kernel") int kernel,
      @JsonProperty("stride") int stride,
      @JsonProperty("pad") int pad,
      @JsonProperty("outputPadding") int outputPadding,
      @JsonProperty("bias") boolean bias) {
    super(in, out, kernel, stride, pad);
    this.outputPadding = outputPadding;
    this.bias = bias;
  }

  @Override
  Object[] values() {
    return new Object[] {in, out, kernel, stride, pad, outputPadding, bias};
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("weight", new long[] {in, out, kernel, kernel});
    if (bias) {
      shapes.put("bias", new long[] {out});
    }
    return shapes;
  }

  @Override
  public long multiplications() {
    return (long) in * kernel * kernel / ((long) stride * stride);
  }

  @Override
  long side(long side) {
    return (side - 1) * stride - 2L * pad + kernel + outputPadding;
  }

  @Override
  LayerVertex operation(LayerVertex.Place place) {
    return new Spread(place);
  }

  private final class Spread extends LayerVertex {
    private static final long serialVersionUID = 1L;

    /** From output to input: this vertex computes its way back, and goes back along it. */
    private final transient ConvolutionMethod convolution =
        new Convolution2d(Window.square(kernel, stride, pad), layout());

    Spread(Place place) {
      super(place);
    }

    @Override
    public INDArray forward(LayerPass pass, INDArray... inputs) {
      Memory memory = pass.memory();
      INDArray x = inputs[0];
      INDArray y = convolution.inputGradient(memory, parameter("weight"), x, outputShape(x));
      if (bias) {
        Channelwise.shiftByChannel(y, parameter("bias"), layout());
      }
      pass.shape(x.shape());
      if (pass.wantsParameters()) {
        pass.keep(x);
      } else {
        memory.release(x);
      }
      return y;
    }

    @Override
    public INDArray[] backward(LayerPass pass, INDArray gradient) {
      Memory memory = pass.memory();
      INDArray weight = parameter("weight");
      INDArray ofInput = null;
      if (pass.wantsInput(0)) {
        ofInput = memory.take(gradient.dataType(), pass.shape());
        convolution.forward(memory, gradient, weight, null, ofInput);
      }
      if (pass.wantsParameters()) {
        INDArray ofWeight = convolution.weightGradient(memory, gradient, weight, pass.kept(0));
        addToGradient("weight", ofWeight);
        memory.release(ofWeight);
        if (bias) {
          addToGradient("bias", Channelwise.sumsByChannel(memory, gradient, layout()));
        }
      }
      memory.release(gradient);
      pass.drop();
      return new INDArray[] {ofInput};
    }
  }
}
