// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient of a convolution's input alone, [batch, out, h', w'] to [batch, in, h, w]. ND4J's
 * {@code conv2d_bp} computes the weights' too, in twice the time; {@code deconv2d} runs on one-DNN
 * likewise. ({@code deconv2d_tf}, which would take the input's shape, refuses NCHW with these
 * weights there.)
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param stride of the convolution, and the distance of the gradient's pixels here
 * @param zeros how many zeros the convolution sees beyond each border
 */
record InputGradient(int height, int width, int stride, int zeros) {

  /**
   * Spreads the gradient.
   *
   * @param gradient of the convolution's output; stays the caller's
   * @param weight [out, in, kh, kw]
   * @param shape of the convolution's input
   */
  INDArray of(Memory memory, INDArray gradient, INDArray weight, long[] shape) {
    long high = touched(gradient.size(2), height);
    long wide = touched(gradient.size(3), width);
    if (height == 1 && width == 1 && stride > 1 && zeros == 0) {
      return everyOther(memory, spread(memory, gradient, weight, 1, 0, shape), shape);
    }
    if (high == shape[2] + 2L * zeros && wide == shape[3] + 2L * zeros) {
      return spread(memory, gradient, weight, stride, zeros, shape);
    }
    // Where the stride leaves out the last pixels, deconv2d would answer with a smaller image.
    INDArray touched = spread(memory, gradient, weight, stride, 0, shape);
    INDArray result = memory.take(gradient.dataType(), shape);
    long h = Math.min(shape[2], high - zeros);
    long w = Math.min(shape[3], wide - zeros);
    if (h < shape[2] || w < shape[3]) {
      result.assign(0);
    }
    INDArray inner = Slice.of(Slice.of(touched, 2, zeros, zeros + h), 3, zeros, zeros + w);
    Layout.CHANNELS_FIRST.corner(result, h, w).assign(inner);
    memory.release(touched);
    return result;
  }

  /** How many pixels of the padded input the windows cover. */
  private long touched(long side, int kernel) {
    return (side - 1) * stride + kernel;
  }

  private INDArray spread(
      Memory memory, INDArray gradient, INDArray weight, int distance, int cut, long[] shape) {
    long h = (gradient.size(2) - 1) * distance + height - 2L * cut;
    long w = (gradient.size(3) - 1) * distance + width - 2L * cut;
    INDArray result = memory.take(gradient.dataType(), shape[0], shape[1], h, w);
    Nd4j.exec(
        DynamicCustomOp.builder("deconv2d")
            .addInputs(gradient, weight)
            .addOutputs(result)
            .addIntegerArguments(
                height, width, distance, distance, cut, cut, 1, 1, 0, 0, 1) // [out, in, kh, kw]
            .build());
    return result;
  }

  /** A 1x1 window sees single pixels: the others have no gradient. */
  private INDArray everyOther(Memory memory, INDArray seen, long[] shape) {
    INDArray result = memory.zeros(seen.dataType(), shape);
    Slice.every(Slice.every(result, 2, 0, shape[2], stride), 3, 0, shape[3], stride).assign(seen);
    memory.release(seen);
    return result;
  }
}
