// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.ipmnet.data.image.Interpolation;

/**
 * One axis of a resampling with the Catmull-Rom cubic (Keys 1981, a = -1/2): smooth where it
 * enlarges and exact in the middle of source pixels; where it shrinks the kernel is widened, so
 * that nothing aliases.
 */
final class CubicTaps {
  private static final Interpolation CUBIC = Interpolation.BICUBIC;

  private final int perOutput;
  private final int[] sources; // clamped to the source: its border is repeated
  private final float[] weights; // those of one output sum to 1

  /**
   * Weights for {@code outputs} positions.
   *
   * @param position where output i lies on the source; source pixel k covers k to k + 1
   * @param step distance of neighbouring outputs on the source, above 0
   * @param sourceSize pixels of the source along this axis
   */
  CubicTaps(int outputs, IntToDoubleFunction position, double step, int sourceSize) {
    double widened = Math.max(1, step);
    perOutput = (int) Math.ceil(2 * CUBIC.reach() * widened) + 1;
    sources = new int[outputs * perOutput];
    weights = new float[outputs * perOutput];
    double[] exact = new double[perOutput];
    for (int i = 0; i < outputs; i++) {
      double center = position.applyAsDouble(i) - 0.5; // now source pixels' middles are whole
      int first = (int) Math.ceil(center - CUBIC.reach() * widened);
      double total = 0;
      for (int k = 0; k < perOutput; k++) {
        exact[k] = CUBIC.weight(Math.abs(first + k - center) / widened);
        total += exact[k];
      }
      for (int k = 0; k < perOutput; k++) {
        sources[i * perOutput + k] = Math.max(0, Math.min(sourceSize - 1, first + k));
        weights[i * perOutput + k] = (float) (exact[k] / total);
      }
    }
  }

  int outputs() {
    return sources.length / perOutput;
  }

  /**
   * Resamples one line.
   *
   * @param from source values, from {@code offset} on
   * @param out receives the outputs side by side from {@code outOffset} on
   */
  void apply(float[] from, int offset, float[] out, int outOffset) {
    for (int i = 0, t = 0; t < sources.length; i++) {
      float sum = 0;
      for (int end = t + perOutput; t < end; t++) {
        sum += weights[t] * from[offset + sources[t]];
      }
      out[outOffset + i] = sum;
    }
  }

  /**
   * Output {@code i} of columns at once.
   *
   * @param rows source rows of {@code out.length} values each
   * @param out receives one row
   * @param from first column that is wanted; {@code end} is behind the last
   */
  void row(int i, float[] rows, float[] out, int from, int end) {
    Arrays.fill(out, from, end, 0);
    int taps = 0;
    float[] weight = new float[perOutput];
    int[] row = new int[perOutput];
    for (int t = i * perOutput; t < (i + 1) * perOutput; t++) {
      if (weights[t] != 0) {
        weight[taps] = weights[t];
        row[taps++] = sources[t] * out.length;
      }
    }
    int t = 0;
    for (; t + 4 <= taps; t += 4) { // all of them where it enlarges
      four(rows, row, weight, t, out, from, end);
    }
    for (; t < taps; t++) {
      for (int x = from; x < end; x++) {
        out[x] += weight[t] * rows[row[t] + x];
      }
    }
  }

  private static void four(
      float[] rows, int[] row, float[] weight, int t, float[] out, int from, int end) {
    int a = row[t];
    int b = row[t + 1];
    int c = row[t + 2];
    int d = row[t + 3];
    float ofA = weight[t];
    float ofB = weight[t + 1];
    float ofC = weight[t + 2];
    float ofD = weight[t + 3];
    for (int x = from; x < end; x++) {
      out[x] =
          out[x] + ofA * rows[a + x] + ofB * rows[b + x] + ofC * rows[c + x] + ofD * rows[d + x];
    }
  }
}
