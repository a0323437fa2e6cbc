// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.convolution.Convolution2d;
import org.ipmnet.core.convolution.ConvolutionMethod;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What convolutions share, whether they pad or have a bias: parameter "weight", "bias" or none. */
abstract class ConvolvingLayer extends LayerVertex {
  private static final long serialVersionUID = 1L;

  private final transient Convolution2d convolution;

  ConvolvingLayer(Place place, Convolution2d convolution) {
    super(place);
    this.convolution = convolution;
  }

  /**
   * Convolves, and keeps what gradients need.
   *
   * @param x padded, an owned reference
   * @param bias null for none
   * @param shape of the result
   */
  final INDArray convolve(LayerPass pass, INDArray x, INDArray bias, long... shape) {
    Memory memory = pass.memory();
    INDArray y = memory.take(x.dataType(), shape);
    convolution.forward(memory, x, parameter("weight"), bias, y);
    pass.shape(x.shape());
    if (pass.wantsParameters()) {
      pass.keep(x);
    } else {
      memory.release(x);
    }
    return y;
  }

  /**
   * Adds the parameters' gradients; returns that of the padded input, an owned reference, or null
   * where it is not wanted.
   *
   * @param gradient an owned reference
   */
  final INDArray backThrough(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray weight = parameter("weight");
    boolean ofParameters = pass.wantsParameters();
    ConvolutionMethod.Gradients wanted =
        wanted(convolution, pass, ofParameters ? pass.kept(0) : null, weight, gradient);
    if (ofParameters) {
      addWeightGradient(memory, wanted.weight());
      if (parameter("bias") != null) {
        addToGradient("bias", Channelwise.sumsByChannel(memory, gradient, convolution.layout()));
      }
    }
    memory.release(gradient);
    pass.drop();
    return wanted.input();
  }

  /**
   * The gradients that a pass wants, computed together where it wants both; null for the others.
   *
   * @param pass knows the input's shape
   * @param x may be null if the parameters' gradients are not wanted
   */
  static ConvolutionMethod.Gradients wanted(
      ConvolutionMethod convolution,
      LayerPass pass,
      INDArray x,
      INDArray weight,
      INDArray gradient) {
    Memory memory = pass.memory();
    if (!pass.wantsParameters()) {
      return new ConvolutionMethod.Gradients(
          convolution.inputGradient(memory, weight, gradient, pass.shape()), null);
    }
    return pass.wantsInput(0)
        ? convolution.gradients(memory, x, weight, gradient)
        : new ConvolutionMethod.Gradients(
            null, convolution.weightGradient(memory, x, weight, gradient));
  }

  @Override
  public void addTangentGradient(LayerPass own, INDArray signal) {
    Memory memory = own.memory();
    addWeightGradient(
        memory, convolution.weightGradient(memory, own.kept(0), parameter("weight"), signal));
    memory.release(signal);
    own.drop();
  }

  private void addWeightGradient(Memory memory, INDArray gradient) {
    addToGradient("weight", gradient);
    memory.release(gradient);
  }
}
