// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.ipmnet.train.replica.ClusterConfig.GradientForm;

/** Floats as they travel: little endian, as they are or rounded to half precision. */
final class Packed {
  private Packed() {}

  /**
   * A part of a row as bytes.
   *
   * @param error in half precision, per float of the row: what is added before rounding, then what
   *     rounding took away
   */
  static byte[] of(GradientForm form, float[] row, int begin, int end, float[] error) {
    ByteBuffer bytes = allocate((end - begin) * width(form));
    if (form == GradientForm.FLOAT32) {
      bytes.asFloatBuffer().put(row, begin, end - begin);
    } else {
      short[] halves = new short[end - begin];
      for (int i = begin; i < end; i++) {
        float wanted = row[i] + error[i];
        short half = HalfPrecision.of(wanted);
        halves[i - begin] = half;
        error[i] = wanted - HalfPrecision.value(half);
      }
      bytes.asShortBuffer().put(halves);
    }
    return bytes.array();
  }

  /** Adds what has travelled to an array of as many floats. */
  static void add(GradientForm form, byte[] packed, float[] sum) {
    float[] values = new float[sum.length];
    unpack(form, packed, values, 0, sum.length);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  /**
   * Puts what has travelled into a part of a row.
   *
   * @throws IllegalStateException if it is of another length: the workers are not in step
   */
  static void unpack(GradientForm form, byte[] packed, float[] row, int begin, int end) {
    if (packed.length != (end - begin) * width(form)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d bytes came where %d floats were expected",
              packed.length,
              end - begin));
    }
    ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    if (form == GradientForm.FLOAT32) {
      bytes.asFloatBuffer().get(row, begin, end - begin);
    } else {
      short[] halves = new short[end - begin];
      bytes.asShortBuffer().get(halves);
      for (int i = begin; i < end; i++) {
        row[i] = HalfPrecision.value(halves[i - begin]);
      }
    }
  }

  private static ByteBuffer allocate(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int width(GradientForm form) {
    return form == GradientForm.FLOAT32 ? Float.BYTES : Short.BYTES;
  }
}
