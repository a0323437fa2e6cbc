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
   * @param memory whose parts tell how many threads may share it
   * @param first activations of one photo, [1, h, w, c]
   * @param second of the other one
   */
  double distance(Memory memory, INDArray first, INDArray second) {
    int pixels = (int) (first.size(1) * first.size(2));
    double[] sums = new double[(pixels + PIXELS_OF_PART - 1) / PIXELS_OF_PART];
    int shares = Math.min(sums.length, ThreadTeam.most(memory));
    try (FloatValues ofFirst = FloatValues.of(first);
        FloatValues ofSecond = FloatValues.of(second)) {
      FloatBuffer a = ofFirst.buffer();
      FloatBuffer b = ofSecond.buffer();
      ThreadTeam.run(
          shares,
          share -> {
            for (int part = share; part < sums.length; part += shares) {
              int from = part * PIXELS_OF_PART;
              sums[part] = sum(a, b, from, Math.min(pixels, from + PIXELS_OF_PART));
            }
          });
    }
    return Arrays.stream(sums).sum() / pixels;
  }

  private double sum(FloatBuffer first, FloatBuffer second, int from, int end) {
    int channels = weights.length;
    float[] a = new float[channels];
    float[] b = new float[channels];
    float[] squares = new float[channels];
    for (int pixel = from; pixel < end; pixel++) {
      first.get(pixel * channels, a);
      second.get(pixel * channels, b);
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
    double sum = 0;
    double second = 0; // additions need not wait for each other
    double third = 0;
    double fourth = 0;
    int c = 0;
    for (; c + 3 < vector.length; c += 4) {
      sum += (double) vector[c] * vector[c];
      second += (double) vector[c + 1] * vector[c + 1];
      third += (double) vector[c + 2] * vector[c + 2];
      fourth += (double) vector[c + 3] * vector[c + 3];
    }
    for (; c < vector.length; c++) {
      sum += (double) vector[c] * vector[c];
    }
    return (float) (1 / (Math.sqrt(sum + second + (third + fourth)) + LENGTH_EPSILON));
  }
}
