// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What all norms share: y = activation(scale * (x - mean) * inverse + shift), with one value of
 * each per image and channel, of [batch, c, h, w] or the same with channels last. Norms differ in
 * what the mean and the deviation are taken over, and in where scale and shift come from; unless
 * one says otherwise it takes them over each channel of each image by itself, with the biased
 * variance and eps 1e-5 inside the root, and has neither scale nor shift.
 *
 * <p>Kept for the backward pass is the normalised input only; the activation's mask is computed
 * again from it, since a second array of its size costs more than the arithmetic.
 */
abstract class Normalisation extends Layer {
  private static final long serialVersionUID = 1L;
  static final double EPSILON = 1e-5;

  @JsonProperty final Activation activation;
  @JsonProperty final Layout layout;

  Normalisation(Activation activation, Layout layout) {
    this.activation = activation;
    this.layout = layout;
  }

  /** The images as {@link Channelwise} sees them. */
  final INDArray pixels(INDArray images) {
    return Channelwise.of(images, layout);
  }

  /** Scale and shift as columns [batch * c, 1]. */
  record Affine(INDArray scale, INDArray shift) {}

  /** Subtracts the means in place; returns the inverse deviations, a column [batch * c, 1]. */
  INDArray centre(LayerPass pass, INDArray x) {
    INDArray pixels = pixels(x);
    long count = Channelwise.count(pixels);
    Channelwise.shift(pixels, Channelwise.sums(pass.memory(), pixels).divi(-count));
    return inverse(Channelwise.squares(pass.memory(), pixels).divi(count));
  }

  /** 1 / sqrt(variance + eps), in place. */
  static INDArray inverse(INDArray variance) {
    return Transforms.pow(variance.addi(EPSILON), -0.5, false);
  }

  /** The whole norm as scale and shift where it depends on no statistic of x, else null. */
  Affine fixed(LayerPass pass, INDArray x) {
    return null;
  }

  /** Scale and shift, or null for a norm without. */
  Affine affine(LayerPass pass, INDArray... inputs) {
    return null;
  }

  /**
   * Takes the mean of a value per image and channel over all that shares one mean, per pixel: the
   * column's sums are divided by the number of pixels that were normalised together.
   */
  INDArray shared(INDArray column, long batch, long pixels) {
    return column.divi(pixels);
  }

  /** What the deviation's own gradient is multiplied by; null for 1. */
  INDArray deviationFactor(INDArray inverse, long elementsTogether) {
    return null;
  }

  /**
   * Hands out the gradients of scale and shift, columns; returns that of a second input, if any.
   */
  INDArray affineGradient(
      LayerPass pass, INDArray scaleGradient, INDArray shiftGradient, long batch) {
    return null;
  }

  /**
   * In how many groups of images mean and variance are taken for a channel, if they are: all images
   * together are 1, each by itself as many as there are. 0 for a norm over something else.
   */
  int groups(long batch) {
    return (int) batch;
  }

  /** Whether there are scale and shift. */
  boolean hasAffine() {
    return false;
  }

  /** Puts scale and shift, [groups, c] each. */
  void putAffine(LayerPass pass, INDArray scale, INDArray shift, INDArray... inputs) {}

  /** Puts mean and variance, [groups, c] each, where they depend on no image; else false. */
  boolean fixedStatistics(LayerPass pass, INDArray mean, INDArray variance) {
    return false;
  }

  /** Is told mean and biased variance, [groups, c] each, of {@code count} elements. */
  void measured(LayerPass pass, INDArray mean, INDArray variance, long count) {}

  @Override
  final INDArray forward(LayerPass pass, INDArray... inputs) {
    return FusedNorm.serves(this, inputs[0])
        ? FusedNorm.forward(this, pass, inputs)
        : forwardStepByStep(pass, inputs);
  }

  private INDArray forwardStepByStep(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = memory.writable(inputs[0]);
    Affine fixed = fixed(pass, x);
    INDArray inverse = fixed == null ? centre(pass, x) : null;
    Affine affine = fixed == null ? affine(pass, inputs) : fixed;
    for (int i = 1; i < inputs.length; i++) {
      pass.shape(inputs[i].shape());
      memory.release(inputs[i]);
    }
    if (!pass.recording()) { // nothing but y is needed: both factors at once, in place
      INDArray factor = affine == null ? inverse : affine.scale();
      if (affine != null && inverse != null) {
        factor = inverse.mul(affine.scale());
      }
      Channelwise.scale(pixels(x), factor);
      if (affine != null) {
        Channelwise.shift(pixels(x), affine.shift());
      }
      activation.apply(x, x);
      return x;
    }
    Channelwise.scale(pixels(x), inverse);
    boolean unchanged = affine == null && activation == Activation.NONE;
    INDArray y = unchanged ? memory.retain(x) : memory.take(x.dataType(), x.shape());
    if (affine == null) {
      activation.apply(x, y);
    } else {
      affine(x, affine, y);
      activation.apply(y, y);
    }
    pass.keep(x);
    pass.note(new Noted(inverse, affine));
    return y;
  }

  private record Noted(INDArray inverse, Affine affine) {}

  private void affine(INDArray x, Affine affine, INDArray y) {
    INDArray shifted = pixels(y);
    Channelwise.scale(pixels(x), affine.scale(), shifted);
    Channelwise.shift(shifted, affine.shift());
  }

  @Override
  final OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return activation.toOnnx(at, normToOnnx(at, inputs));
  }

  /** Adds the norm without its activation to an ONNX graph. */
  OnnxValue normToOnnx(OnnxLayer at, OnnxValue... inputs) {
    long channels = inputs[0].channels();
    return instanceNorm(at, inputs[0], at.perChannel(1, channels), at.perChannel(0, channels));
  }

  static OnnxValue instanceNorm(OnnxLayer at, OnnxValue x, OnnxValue scale, OnnxValue shift) {
    return at.node("InstanceNormalization", x, scale, shift)
        .withNumber("epsilon", (float) EPSILON)
        .done(x.channels());
  }

  @Override
  final INDArray[] backward(LayerPass pass, INDArray gradient) {
    return pass.noted() instanceof FusedNorm fused
        ? fused.backward(this, pass, gradient)
        : backwardStepByStep(pass, gradient);
  }

  private INDArray[] backwardStepByStep(LayerPass pass, INDArray gradientOfOutput) {
    Memory memory = pass.memory();
    INDArray x = memory.writable(pass.kept(0));
    Noted noted = (Noted) pass.noted();
    pass.consumed();
    Affine affine = noted.affine();
    INDArray gradient = memory.writable(gradientOfOutput);

    throughActivation(memory, x, affine, gradient);
    INDArray flowing = pixels(gradient);
    INDArray normalised = pixels(x);
    INDArray sums = Channelwise.sums(memory, flowing);
    INDArray products = Channelwise.products(memory, flowing, normalised);
    INDArray second = affineGradient(pass, products, sums, x.size(0));

    // dx = inverse * (scale g - mean(scale g) - x mean(scale g x))
    INDArray inverse = noted.inverse();
    if (affine != null) {
      sums.muli(affine.scale());
      products.muli(affine.scale());
    }
    long batch = x.size(0);
    long count = Channelwise.count(flowing);
    INDArray mean = shared(sums, batch, count).muli(inverse);
    INDArray slope = shared(products, batch, count).muli(inverse);
    INDArray factor = deviationFactor(inverse, x.length() / batch);
    if (factor != null) {
      slope.muli(factor);
    }
    Channelwise.scale(flowing, affine == null ? inverse : inverse.mul(affine.scale()));
    Channelwise.scale(normalised, slope.negi());
    flowing.addi(normalised);
    Channelwise.shift(flowing, mean.negi());
    memory.release(x);
    return second == null ? new INDArray[] {gradient} : new INDArray[] {gradient, second};
  }

  private void throughActivation(Memory memory, INDArray x, Affine affine, INDArray gradient) {
    if (activation == Activation.NONE) {
      return;
    }
    if (affine == null && activation.piecewiseLinear()) {
      activation.backward(memory, x, gradient);
      return;
    }
    INDArray y = memory.take(x.dataType(), x.shape());
    if (affine == null) {
      activation.apply(x, y);
    } else {
      affine(x, affine, y);
      if (!activation.piecewiseLinear()) {
        activation.apply(y, y);
      }
    }
    activation.backward(memory, y, gradient);
    memory.release(y);
  }
}
