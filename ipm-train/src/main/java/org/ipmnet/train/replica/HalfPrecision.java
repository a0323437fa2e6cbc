// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import org.bytedeco.javacpp.indexer.HalfIndexer;

/**
 * IEEE 754 half precision, fast: JavaCPP's {@link HalfIndexer} takes 10 ns a number; {@code
 * Float.floatToFloat16} came with Java 20.
 */
final class HalfPrecision {
  private static final int LEAST_NORMAL = 0x38800000; // 2^-14 as a float's bits
  private static final int INFINITE = 0x47800000; // 65536
  private static final int BIAS = 112 << 10; // between the exponents, in a half's bits
  private static final int ROUNDED_BITS = 13;

  /** All values there are. */
  private static final float[] VALUES = new float[1 << Short.SIZE];

  static {
    for (int half = 0; half < VALUES.length; half++) {
      VALUES[half] = HalfIndexer.toFloat(half);
    }
  }

  private HalfPrecision() {}

  /** The nearest half, ties to even; beyond the largest one infinity. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    int half;
    if (magnitude >= INFINITE) {
      half = magnitude > 0x7f800000 ? 0x7e00 : 0x7c00; // NaN stays one
    } else if (magnitude < LEAST_NORMAL) {
      // beside 0.5 a float's last place is 2^-24, the least half: the addition rounds
      half = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - 0x3f000000;
    } else {
      int odd = magnitude >>> ROUNDED_BITS & 1;
      half = (magnitude + 0xfff + odd >>> ROUNDED_BITS) - BIAS;
    }
    return (short) (sign | half);
  }

  static float value(short half) {
    return VALUES[Short.toUnsignedInt(half)];
  }
}
