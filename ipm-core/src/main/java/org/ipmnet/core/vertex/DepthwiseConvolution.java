// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution of each channel by a kernel of its own, with zeros beyond the border (Howard et
 * al., "MobileNets", 2017): [batch, c, h, w] to [batch, c, h', w'], or the same with channels last.
 * Weights are [c, 1, kh, kw], with a bias [c].
 */
public final class DepthwiseConvolution extends KernelLayer {
  private static final long serialVersionUID = 1L;

  /** A convolution of images in that layout. */
  public DepthwiseConvolution(
      @JsonProperty("in") int in,
      @JsonProperty("window") Window window,
      @JsonProperty("layout") Layout layout) {
    super(in, in, window, true, layout);
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(bias, out, 1, window.height(), window.width());
  }

  @Override
  public long multiplications() {
    return (long) window.height() * window.width();
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray x = inputs[0];
    return convolve(pass, x, pass.parameter(WEIGHT), pass.parameter(BIAS), outputShape(x));
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return toOnnx(at, inputs[0], window, at.tensor(WEIGHT), in);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    return new INDArray[] {backThrough(pass, pass.parameter(WEIGHT), gradient)};
  }
}
