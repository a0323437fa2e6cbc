// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution by a 1x1 kernel without padding: weights [out, in] times the image [in, h * w] as
 * it lies there, one matrix product an image. One-DNN would bring images into its own layout and
 * back, which costs as much as the product where images are large.
 *
 * @param stride which pixels are seen: every one, every other
 */
record PointConvolution(int stride) implements ConvolutionMethod {
  /** Smaller images are soon in another layout. */
  private static final long LEAST_PIXELS = 14 * 14;

  /** Fewer channels leave less to multiply than the bias's own pass costs. */
  private static final long LEAST_CHANNELS = 16;

  /** Whether it is faster than ND4J's operation. */
  static boolean pays(INDArray weight, INDArray y) {
    return Math.min(weight.size(0), weight.size(1)) >= LEAST_CHANNELS
        && y.size(2) * y.size(3) >= LEAST_PIXELS;
  }

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    INDArray seen = seen(memory, x);
    INDArray[] from = images(memory, seen);
    INDArray[] to = images(memory, y);
    INDArray column = bias == null ? null : bias.reshape('c', bias.length(), 1);
    for (int image = 0; image < to.length; image++) {
      Nd4j.gemm(matrix(weight), from[image], to[image], false, false, 1, 0);
      if (column != null) {
        Rows.shift(to[image], column); // while the image is in the processor's cache
      }
    }
    memory.release(seen);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    INDArray ofSeen =
        memory.take(gradient.dataType(), shape[0], shape[1], gradient.size(2), gradient.size(3));
    INDArray[] from = images(memory, gradient);
    INDArray[] to = images(memory, ofSeen);
    for (int image = 0; image < to.length; image++) {
      Nd4j.gemm(matrix(weight), from[image], to[image], true, false, 1, 0);
    }
    if (stride == 1) {
      return ofSeen;
    }
    INDArray result = memory.zeros(gradient.dataType(), shape);
    everyOther(result).assign(ofSeen);
    memory.release(ofSeen);
    return result;
  }

  @Override
  public INDArray weightGradient(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    INDArray seen = seen(memory, x);
    INDArray result = memory.take(weight.dataType(), weight.shape());
    INDArray[] left = images(memory, gradient);
    INDArray[] right = images(memory, seen);
    for (int image = 0; image < left.length; image++) {
      Nd4j.gemm(left[image], right[image], matrix(result), false, true, 1, image == 0 ? 0 : 1);
    }
    memory.release(seen);
    return result;
  }

  /** The pixels that count, an owned reference. */
  private INDArray seen(Memory memory, INDArray x) {
    if (stride == 1) {
      return memory.retain(x);
    }
    INDArray some = everyOther(x);
    INDArray seen = memory.take(x.dataType(), some.shape());
    seen.assign(some);
    return seen;
  }

  private INDArray everyOther(INDArray x) {
    INDArray rows = Slice.every(x, 2, 0, x.size(2), stride);
    return Slice.every(rows, 3, 0, x.size(3), stride);
  }

  /** A view [out, in]. */
  private static INDArray matrix(INDArray weight) {
    return weight.reshape('c', weight.size(0), weight.size(1));
  }

  /** A view [channels, h * w] of each image. */
  private static INDArray[] images(Memory memory, INDArray x) {
    return memory.views(
        x,
        PointConvolution.class,
        array -> {
          INDArray[] images = new INDArray[(int) array.size(0)];
          for (int image = 0; image < images.length; image++) {
            INDArray one = Slice.of(array, 0, image, image + 1L);
            images[image] = one.reshape('c', array.size(1), array.size(2) * array.size(3));
          }
          return images;
        });
  }
}
