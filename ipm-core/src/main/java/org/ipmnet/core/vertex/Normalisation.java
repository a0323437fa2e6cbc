// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What all norms share: y = activation(scale * (x - mean) * inverse + shift), with one value of
 * each per image and channel. Norms differ in what the mean and the deviation are taken over, and
 * in where scale and shift come from.
 *
 * <p>Kept for the backward pass is the normalised input only; the activation's mask is computed
 * again from it, since a second array of its size costs more than the arithmetic.
 */
abstract class Normalisation extends Operation {
  private static final long serialVersionUID = 1L;

  private final Activation activation;

  Normalisation(Place place, Activation activation) {
    super(place);
    this.activation = activation;
  }

  /** Scale and shift as columns [batch * c, 1]. */
  record Affine(INDArray scale, INDArray shift) {}

  /** Subtracts the means in place; returns the inverse deviations, a column [batch * c, 1]. */
  abstract INDArray centre(Pass pass, INDArray x);

  /** The whole norm as scale and shift where it depends on no statistic of x, else null. */
  Affine fixed(Pass pass, INDArray x) {
    return null;
  }

  /** Scale and shift, or null for a norm without. */
  abstract Affine affine(INDArray x, INDArray[] inputs);

  /**
   * Takes the mean of a row value over all that shares one mean, per pixel: the column's sums are
   * divided by the number of pixels that were normalised together.
   */
  abstract INDArray shared(INDArray column, long batch, long pixels);

  /** What the deviation's own gradient is multiplied by; 1 unless eps stands outside the root. */
  INDArray deviationFactor(INDArray inverse, long elementsTogether) {
    return null;
  }

  /**
   * Hands out the gradients of scale and shift, columns; returns that of a second input, if any.
   */
  abstract INDArray affineGradient(
      Pass pass, INDArray scaleGradient, INDArray shiftGradient, long batch);

  @Override
  public final INDArray forward(Pass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = memory.writable(inputs[0]);
    Affine fixed = fixed(pass, x);
    INDArray inverse = fixed == null ? centre(pass, x) : null;
    Affine affine = fixed == null ? affine(x, inputs) : fixed;
    for (int i = 1; i < inputs.length; i++) {
      pass.shape(inputs[i].shape());
      memory.release(inputs[i]);
    }
    if (!pass.recording()) { // nothing but y is needed: both factors at once, in place
      INDArray factor = affine == null ? inverse : affine.scale();
      if (affine != null && inverse != null) {
        factor = inverse.mul(affine.scale());
      }
      Rows.scale(Rows.of(x), factor);
      if (affine != null) {
        Rows.shift(Rows.of(x), affine.shift());
      }
      activation.apply(x, x);
      return x;
    }
    Rows.scale(Rows.of(x), inverse);
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

  private static void affine(INDArray x, Affine affine, INDArray y) {
    INDArray rows = Rows.of(y);
    Rows.of(x).muli(affine.scale(), rows);
    Rows.shift(rows, affine.shift());
  }

  @Override
  public final INDArray[] backward(Pass pass, INDArray gradientOfOutput) {
    Memory memory = pass.memory();
    INDArray x = memory.writable(pass.kept(0));
    Noted noted = (Noted) pass.noted();
    pass.consumed();
    Affine affine = noted.affine();
    INDArray gradient = memory.writable(gradientOfOutput);

    throughActivation(memory, x, affine, gradient);
    INDArray rows = Rows.of(gradient);
    INDArray normalised = Rows.of(x);
    INDArray sums = Rows.sums(memory, rows);
    INDArray products = Rows.products(memory, rows, normalised);
    INDArray second = affineGradient(pass, products, sums, x.size(0));

    // dx = inverse * (scale g - mean(scale g) - x mean(scale g x))
    INDArray inverse = noted.inverse();
    if (affine != null) {
      sums.muli(affine.scale());
      products.muli(affine.scale());
    }
    long batch = x.size(0);
    INDArray mean = shared(sums, batch, rows.size(1)).muli(inverse);
    INDArray slope = shared(products, batch, rows.size(1)).muli(inverse);
    INDArray factor = deviationFactor(inverse, x.length() / batch);
    if (factor != null) {
      slope.muli(factor);
    }
    Rows.scale(rows, affine == null ? inverse : inverse.mul(affine.scale()));
    Rows.scale(normalised, slope.negi());
    rows.addi(normalised);
    Rows.shift(rows, mean.negi());
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
