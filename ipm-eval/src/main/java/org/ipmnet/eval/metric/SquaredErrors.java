// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.Arrays;

/**
 * Sums of squared errors, result clamped to [-1, 1], as loops that Java compiles to vector
 * instructions: over arrays from their beginning, each element adding to a sum of its own.
 */
final class SquaredErrors {
  private static final int BLOCK = 2048;

  /** Blocks that floats sum before doubles take over: few, so that little is rounded. */
  private static final int BLOCKS_OF_FLOATS = 16;

  private final float[] results = new float[BLOCK];
  private final float[] targets = new float[BLOCK];
  private final float[] sums = new float[BLOCK];

  private SquaredErrors() {}

  /** Over all values of two arrays of one length. */
  static double of(float[] result, float[] target) {
    return new SquaredErrors().sum(result, target);
  }

  private double sum(float[] result, float[] target) {
    double sum = 0;
    int at = 0;
    for (int block = 1; at + BLOCK <= result.length; block++, at += BLOCK) {
      System.arraycopy(result, at, results, 0, BLOCK);
      System.arraycopy(target, at, targets, 0, BLOCK);
      addBlock(results, targets, sums);
      if (block % BLOCKS_OF_FLOATS == 0) {
        sum += taken();
      }
    }
    sum += taken();
    for (; at < result.length; at++) {
      sum += Psnr.square(result[at], target[at]);
    }
    return sum;
  }

  private static void addBlock(float[] results, float[] targets, float[] sums) {
    for (int i = 0; i < BLOCK; i++) {
      float error = Math.max(-1, Math.min(1, results[i])) - targets[i];
      sums[i] += error * error;
    }
  }

  /** What the floats have summed, which begin again. */
  private double taken() {
    double even = 0;
    double odd = 0; // additions need not wait for each other
    for (int i = 0; i < BLOCK; i += 2) {
      even += sums[i];
      odd += sums[i + 1];
    }
    Arrays.fill(sums, 0);
    return even + odd;
  }
}
