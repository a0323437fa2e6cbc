// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.convolution.Convolution2d;
import org.ipmnet.core.convolution.ConvolutionMethod.Gradients;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What the convolutions share: [batch, in, h, w] to [batch, out, h', w'], or the same with channels
 * last; weights [out, in, kh, kw], a bias [out] if wanted, Kaiming's first weights.
 */
abstract class KernelLayer extends Layer {
  private static final long serialVersionUID = 1L;

  static final String WEIGHT = "weight";
  static final String BIAS = "bias";

  @JsonProperty final int in;
  @JsonProperty final int out;
  @JsonProperty final Window window;
  @JsonProperty final boolean bias;
  @JsonProperty final Layout layout;

  KernelLayer(int in, int out, Window window, boolean bias, Layout layout) {
    this.in = in;
    this.out = out;
    this.window = window;
    this.bias = bias;
    this.layout = layout;
  }

  /** The convolution of images that are padded as far as it does not see zeros itself. */
  Convolution2d convolution() {
    return new Convolution2d(window, layout);
  }

  /** The shape of the output for a batch of images. */
  long[] outputShape(INDArray x) {
    return layout.shape(
        x.size(0), out, window.rows(layout.height(x)), window.columns(layout.width(x)));
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(bias, out, in, window.height(), window.width());
  }

  @Override
  public long multiplications() {
    return (long) in * window.height() * window.width();
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    Kaiming.initialise(parameters, random);
  }

  /**
   * Convolves; keeps x first, if gradients of the parameters may be wanted.
   *
   * @param x an owned reference
   * @param bias null for none
   * @param shape of the result
   */
  final INDArray convolve(
      LayerPass pass, INDArray x, INDArray weight, INDArray bias, long... shape) {
    Memory memory = pass.memory();
    INDArray y = memory.take(x.dataType(), shape);
    boolean own = weight == pass.parameter(WEIGHT); // not one that is made of it each time
    convolution().by(own ? pass.constant() : null).forward(memory, x, weight, bias, y);
    keep(pass, x);
    return y;
  }

  /** Keeps the input, an owned reference, if gradients of the parameters may be wanted. */
  static void keep(LayerPass pass, INDArray x) {
    pass.shape(x.shape());
    if (pass.wantsParameters()) {
      pass.keep(x);
    } else {
      pass.memory().release(x);
    }
  }

  /**
   * Adds the parameters' gradients and releases all that was kept.
   *
   * @param weight that was convolved by
   * @param gradient an owned reference
   * @return the gradient of x, an owned reference, or null where it is not wanted
   */
  final INDArray backThrough(LayerPass pass, INDArray weight, INDArray gradient) {
    Memory memory = pass.memory();
    boolean ofBias = bias && pass.wantsParameters();
    INDArray biasGradient = ofBias ? memory.take(gradient.dataType(), out) : null;
    Gradients wanted = wanted(pass, weight, gradient, biasGradient);
    if (pass.wantsParameters()) {
      addWeightGradient(pass, wanted.weight());
      memory.release(wanted.weight());
    }
    if (ofBias) {
      pass.addToGradient(BIAS, biasGradient);
      memory.release(biasGradient);
    }
    memory.release(gradient);
    pass.drop();
    return wanted.input();
  }

  /** Computed together where both are wanted; null for one that is not. */
  private Gradients wanted(
      LayerPass pass, INDArray weight, INDArray gradient, INDArray biasGradient) {
    Memory memory = pass.memory();
    if (!pass.wantsParameters()) {
      return new Gradients(
          convolution().inputGradient(memory, weight, gradient, pass.shape()), null);
    }
    INDArray x = pass.kept(0);
    return pass.wantsInput(0)
        ? convolution().gradients(memory, x, weight, gradient, biasGradient)
        : new Gradients(
            null, convolution().weightGradient(memory, x, weight, gradient, biasGradient));
  }

  /** Adds the gradient of the weight that was convolved by to that of the parameter. */
  void addWeightGradient(LayerPass pass, INDArray gradient) {
    pass.addToGradient(WEIGHT, gradient);
  }

  /** A convolution by the layer's own weight as a node, with the window as it is given. */
  final OnnxValue toOnnx(OnnxLayer at, OnnxValue x, Window seen) {
    return toOnnx(at, x, seen, at.tensor(WEIGHT), 1);
  }

  /** The same by any weight, in so many groups of channels. */
  final OnnxValue toOnnx(OnnxLayer at, OnnxValue x, Window seen, OnnxValue weight, long groups) {
    OnnxValue[] read =
        bias ? new OnnxValue[] {x, weight, at.tensor(BIAS)} : new OnnxValue[] {x, weight};
    return at.node("Conv", read)
        .with("kernel_shape", seen.height(), seen.width())
        .with("strides", seen.stride(), seen.stride())
        .with("pads", seen.pads())
        .withOne("group", groups)
        .done(out);
  }
}
