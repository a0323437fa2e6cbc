// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The convolution of images by weights [out, in, kh, kw] and its gradients, each by the method that
 * is fastest for its shape. On a GPU that is cuDNN's choice, behind ND4J's operation.
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param zeros beyond each border
 */
record Convolution2d(int height, int width, int stride, int zeros, Layout layout)
    implements ConvolutionMethod {
  private static final boolean ON_CPU = Nd4j.getEnvironment().isCPU();

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    method(weight, y).forward(memory, x, weight, bias, y);
  }

  @Override
  public Gradients gradients(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    return method(weight, gradient).gradients(memory, x, weight, gradient);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    return method(weight, gradient).inputGradient(memory, weight, gradient, shape);
  }

  @Override
  public INDArray weightGradient(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    return method(weight, gradient).weightGradient(memory, x, weight, gradient);
  }

  private ConvolutionMethod method(INDArray weight, INDArray y) {
    if (ON_CPU
        && stride == 1
        && height == 3
        && width == 3
        && WinogradConvolution.pays(weight, y, layout)) {
      return new WinogradConvolution(zeros, layout);
    }
    if (ON_CPU && stride == 1 && zeros == 0 && RowConvolution.pays(weight)) {
      return new RowConvolution(height, width, layout);
    }
    return new DirectConvolution(height, width, stride, zeros, layout);
  }
}
