// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A 5x5 convolution, with 2 pixels of padding, of an image doubled by nearest neighbour: h x w
 * pixels to 2h x 2w.
 *
 * <p>Computed on the small image: neighbouring taps see the same small pixel, so each of the four
 * phases of the output (even or odd row, even or odd column) is a 3x3 convolution with sums of
 * taps. That takes 36 of 100 multiplications and a quarter of the memory. Zeros beyond the border
 * lie there on either image. A mirrored border is the small image's repeated edge, except for the
 * outermost output pixels, which {@link MirroredBorder} computes.
 */
public final class SubPixelConvolution {
  private static final int PHASES = SubPixelKernel.PHASES.length;

  private final Layout layout;
  private final Convolution2d convolution;
  private final MirroredBorder border;

  /**
   * For images in that layout.
   *
   * @param mirrored whether the doubled image is mirrored beyond its border; else there are zeros
   */
  public SubPixelConvolution(boolean mirrored, Layout layout) {
    this.layout = layout;
    this.convolution = new Convolution2d(Window.square(3, 1, mirrored ? 0 : 1), layout);
    this.border = mirrored ? new MirroredBorder(layout) : null;
  }

  /**
   * What both directions read of x, which stays the caller's.
   *
   * @return an owned reference
   */
  public INDArray padded(Memory memory, INDArray x) {
    return border == null ? memory.retain(x) : EdgePadding.pad(memory, x, layout);
  }

  /**
   * Convolves; all arguments stay the caller's.
   *
   * @param padded of {@link #padded}
   * @param weight [out, in, 5, 5]
   * @param bias [out]
   * @return an owned reference
   */
  public INDArray forward(
      Memory memory, INDArray x, INDArray padded, INDArray weight, INDArray bias) {
    long out = bias.length();
    long h = layout.height(x);
    long w = layout.width(x);
    INDArray y = layout.take(memory, x, out, 2 * h, 2 * w);
    INDArray phases = layout.take(memory, x, PHASES * out, h, w);
    INDArray kernels = kernels(memory, weight);
    INDArray biases = Channelwise.repeat(bias, PHASES).reshape(PHASES * out);
    convolution.forward(memory, padded, kernels, biases, phases);
    memory.release(kernels);
    INDArray[] places = layout.phases(memory, y);
    for (int phase = 0; phase < PHASES; phase++) {
      Elementwise.copy(channels(phases, phase, out), places[phase]);
    }
    memory.release(phases);
    if (border != null) {
      border.forward(memory, x, weight, bias, y);
    }
    return y;
  }

  /**
   * The gradient of x, an owned reference.
   *
   * @param padded of {@link #padded}, as in the forward pass
   * @param gradient of the output
   * @param weightGradient the weight's is added to it; null if it is not wanted
   * @param biasGradient likewise
   */
  public INDArray backward(
      Memory memory,
      INDArray padded,
      INDArray weight,
      INDArray gradient,
      INDArray weightGradient,
      INDArray biasGradient) {
    long out = weight.size(0);
    long h = layout.height(gradient) / 2;
    long w = layout.width(gradient) / 2;
    INDArray phases = layout.take(memory, padded, PHASES * out, h, w);
    INDArray[] places = layout.phases(memory, gradient);
    for (int phase = 0; phase < PHASES; phase++) {
      Elementwise.copy(places[phase], channels(phases, phase, out));
    }
    if (border != null) {
      clearBorder(phases, out);
    }
    INDArray kernels = kernels(memory, weight);
    INDArray back;
    if (weightGradient != null) {
      INDArray biases = memory.take(phases.dataType(), PHASES * out);
      ConvolutionMethod.Gradients both =
          convolution.gradients(memory, padded, kernels, phases, biases);
      back = both.input();
      for (int phase = 0; phase < PHASES; phase++) {
        INDArray ofKernel = kernel(both.weight(), phase);
        SubPixelKernel.PHASES[phase].addGradient(memory, ofKernel, weightGradient);
      }
      memory.release(both.weight());
      biasGradient.addi(biases.reshape('c', PHASES, out).sum(0));
      memory.release(biases);
    } else {
      back = convolution.inputGradient(memory, kernels, phases, padded.shape());
    }
    memory.release(phases);
    memory.release(kernels);
    if (border == null) {
      return back;
    }
    back = EdgePadding.fold(memory, back, layout);
    INDArray inside = EdgePadding.inside(memory, padded, layout);
    MirroredBorder.Parameters ofBorder = border.backward(memory, inside, weight, gradient, back);
    if (weightGradient != null) {
      weightGradient.addi(ofBorder.weight());
      biasGradient.addi(ofBorder.bias());
    }
    memory.release(ofBorder.weight());
    memory.release(ofBorder.bias());
    return back;
  }

  /** What lies on the output's border is not computed from the phases. */
  private void clearBorder(INDArray phases, long out) {
    for (int phase = 0; phase < PHASES; phase++) {
      INDArray gradient = channels(phases, phase, out);
      long row = phase / 2 == 0 ? 0 : layout.height(phases) - 1;
      long column = phase % 2 == 0 ? 0 : layout.width(phases) - 1;
      Slice.of(gradient, layout.rowDimension(), row, row + 1).assign(0);
      Slice.of(gradient, layout.columnDimension(), column, column + 1).assign(0);
    }
  }

  private INDArray channels(INDArray phases, int phase, long out) {
    return Slice.of(phases, layout.channelDimension(), phase * out, (phase + 1) * out);
  }

  /** The four 3x3 kernels, [4 out, in, 3, 3], an owned reference. */
  private static INDArray kernels(Memory memory, INDArray weight) {
    INDArray kernels =
        memory.take(weight.dataType(), PHASES * weight.size(0), weight.size(1), 3, 3);
    for (int phase = 0; phase < PHASES; phase++) {
      SubPixelKernel.PHASES[phase].sum(memory, weight, kernel(kernels, phase));
    }
    return kernels;
  }

  /** One phase's kernel as [out * in, 9], a view. */
  private static INDArray kernel(INDArray kernels, int phase) {
    INDArray rows = kernels.reshape('c', kernels.length() / 9, 9);
    long pairs = rows.size(0) / PHASES;
    return Slice.of(rows, 0, phase * pairs, (phase + 1) * pairs);
  }
}
