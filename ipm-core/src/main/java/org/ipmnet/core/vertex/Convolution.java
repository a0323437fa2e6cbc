// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.convolution.Convolution2d;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Padding, then a convolution: [batch, in, h, w] to [batch, out, h', w'] with h' = (h + 2p - k) / s
 * + 1 rounded down, or the same with channels last. Weights are [out, in, kh, kw].
 */
public final class Convolution extends KernelLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Padding padding;

  /**
   * A convolution of images in that layout.
   *
   * @param padding what lies beyond the border; if it is mirrored, the window sees as many pixels
   *     of it on all sides
   * @param bias whether there is one: what stands before a batch norm needs none
   */
  public Convolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("window") Window window,
      @JsonProperty("padding") Padding padding,
      @JsonProperty("bias") boolean bias,
      @JsonProperty("layout") Layout layout) {
    super(in, out, window, bias, layout);
    this.padding = padding;
    if (padding == Padding.REFLECT && window.padRows() != window.padColumns()) {
      throw new IllegalArgumentException(window + " is not mirrored alike on all sides");
    }
  }

  @Override
  Convolution2d convolution() {
    return new Convolution2d(padding == Padding.ZERO ? window : window.unpadded(), layout);
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    return padAndConvolve(pass, inputs[0], pass.parameter(BIAS));
  }

  private INDArray padAndConvolve(LayerPass pass, INDArray x, INDArray bias) {
    long[] shape = outputShape(x);
    int pad = window.padRows();
    INDArray padded = pad == 0 ? x : padding.pad(pass.memory(), x, pad, layout);
    return convolve(pass, padded, pass.parameter(WEIGHT), bias, shape);
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return padding == Padding.REFLECT && window.padRows() > 0
        ? toOnnx(
            at, at.pad(inputs[0], "reflect", window.padRows(), window.padRows()), window.unpadded())
        : toOnnx(at, inputs[0], window);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    INDArray padded = backThrough(pass, pass.parameter(WEIGHT), gradient);
    int pad = window.padRows();
    boolean asItIs = padded == null || pad == 0;
    return new INDArray[] {asItIs ? padded : padding.fold(pass.memory(), padded, pad, layout)};
  }

  @Override
  public boolean piecewiseLinear() {
    return true;
  }

  @Override
  INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
    return padAndConvolve(own, tangents[0], null);
  }

  @Override
  void addTangentGradient(LayerPass own, INDArray signal) {
    INDArray gradient =
        convolution()
            .weightGradient(own.memory(), own.kept(0), own.parameter(WEIGHT), signal, null);
    addWeightGradient(own, gradient);
    own.memory().release(gradient);
    own.memory().release(signal);
    own.drop();
  }
}
