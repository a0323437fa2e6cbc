// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays to and from little-endian bytes in C order, the data section of a safetensors file. */
final class TensorBytes {
  private static final int CHUNK = 1 << 16; // bytes; a multiple of every element size

  private TensorBytes() {}

  /**
   * A new array in C order.
   *
   * @param bytes exactly the elements' bytes, in the buffer's byte order
   */
  static INDArray decode(ElementType type, long[] shape, ByteBuffer bytes) {
    int n = bytes.remaining() / type.bytes();
    if (n == 0) {
      return Nd4j.create(type.readAs(), shape);
    }
    INDArray flat =
        switch (type.readAs()) {
          case FLOAT -> Nd4j.createFromArray(floats(type, bytes, n));
          case DOUBLE -> {
            double[] values = new double[n];
            bytes.asDoubleBuffer().get(values);
            yield Nd4j.createFromArray(values);
          }
          case LONG -> {
            long[] values = new long[n];
            bytes.asLongBuffer().get(values);
            yield Nd4j.createFromArray(values);
          }
          case INT -> Nd4j.createFromArray(integers(type, bytes, n));
          case BOOL -> {
            boolean[] values = new boolean[n];
            for (int i = 0; i < n; i++) {
              values[i] = bytes.get(i) != 0;
            }
            yield Nd4j.createFromArray(values);
          }
          default -> throw new AssertionError(type);
        };
    return shape.length == 0 ? flat.reshape() : flat.reshape('c', shape);
  }

  private static float[] floats(ElementType type, ByteBuffer bytes, int n) {
    float[] values = new float[n];
    switch (type) {
      case F32 -> bytes.asFloatBuffer().get(values);
      case BF16 -> {
        for (int i = 0; i < n; i++) {
          values[i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
        }
      }
      case F16 -> {
        for (int i = 0; i < n; i++) {
          values[i] = halfToFloat(bytes.getShort(2 * i));
        }
      }
      default -> throw new AssertionError(type);
    }
    return values;
  }

  private static int[] integers(ElementType type, ByteBuffer bytes, int n) {
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] =
          switch (type) {
            case U8 -> Byte.toUnsignedInt(bytes.get(i));
            case I8 -> bytes.get(i);
            case I16 -> bytes.getShort(2 * i);
            case I32 -> bytes.getInt(4 * i);
            default -> throw new AssertionError(type);
          };
    }
    return values;
  }

  /** IEEE 754 half to single precision, exact; {@code Float.float16ToFloat} came with Java 20. */
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) { // zero or subnormal: fraction * 2^-24
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * 0x1p-24f));
    }
    if (exponent == 0x1f) { // infinity or NaN
      return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
    }
    return Float.intBitsToFloat(sign | (exponent + 127 - 15) << 23 | fraction << 13);
  }

  /** Writes the elements of {@code array}, whatever its strides, in C order. */
  static void encode(INDArray array, OutputStream out) throws IOException {
    if (array.isEmpty()) {
      return;
    }
    INDArray dense = array.dup('c');
    ByteBuffer bytes = dense.data().asNio(); // the platform's order: little-endian on all of ND4J's
    byte[] chunk = new byte[CHUNK];
    try {
      while (bytes.hasRemaining()) {
        int length = Math.min(chunk.length, bytes.remaining());
        bytes.get(chunk, 0, length);
        out.write(chunk, 0, length);
      }
    } finally {
      Reference.reachabilityFence(
          dense); // the buffer alone does not keep its memory from being freed
    }
  }
}
