// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onednn.ThreadTeam;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The end of one of LPIPS's layers: activations are scaled to length 1 at each pixel, and squared
 * differences are weighed by channel and averaged over pixels.
 *
 * @param weights of the channels
 */
record LpipsHead(float[] weights) {
  private static final double LENGTH_EPSILON = 1e-10;

  /** Summed in floats, before doubles take over; what threads share, however many there are. */
  private static final int PIXELS_OF_PART = 256;

  /**
   * The distance of two photos.
   *
   * @param activations of both, [2, h, w, c]
   * @param memory whose parts tell how many threads may share it
   */
  double distance(Memory memory, INDArray activations) {
    int pixels = (int) (activations.size(1) * activations.size(2));
    double[] sums = new double[(pixels + PIXELS_OF_PART - 1) / PIXELS_OF_PART];
    int shares = Math.min(sums.length, ThreadTeam.most(memory));
    try (FloatValues floats = FloatValues.of(activations)) {
      FloatBuffer values = floats.buffer();
      ThreadTeam.run(
          shares,
          share -> {
            for (int part = share; part < sums.length; part += shares) {
              int first = part * PIXELS_OF_PART;
              sums[part] = sum(values, pixels, first, Math.min(pixels, first + PIXELS_OF_PART));
            }
          });
    }
    return Arrays.stream(sums).sum() / pixels;
  }

  private double sum(FloatBuffer values, int pixels, int first, int end) {
    int channels = weights.length;
    float[] a = new float[channels];
    float[] b = new float[channels];
    float[] squares = new float[channels];
    for (int pixel = first; pixel < end; pixel++) {
      values.get(pixel * channels, a);
      values.get((pixels + pixel) * channels, b);
      addSquares(a, inverseLength(a), b, inverseLength(b), squares);
    }
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += (double) weights[c] * squares[c];
    }
    return sum;
  }

  /** Each channel has a sum of its own, so that Java makes vector instructions of it. */
  private static void addSquares(float[] a, float byA, float[] b, float byB, float[] squares) {
    for (int c = 0; c < squares.length; c++) {
      float difference = a[c] * byA - b[c] * byB;
      squares[c] += difference * difference;
    }
  }

  private static float inverseLength(float[] vector) {
    double even = 0;
    double odd = 0; // additions need not wait for each other
    for (int c = 0; c + 1 < vector.length; c += 2) {
      even += (double) vector[c] * vector[c];
      odd += (double) vector[c + 1] * vector[c + 1];
    }
    return (float) (1 / (Math.sqrt(even + odd) + LENGTH_EPSILON));
  }
}
