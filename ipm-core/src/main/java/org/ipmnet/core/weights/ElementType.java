// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The element types of weight files that can be read, under the names of safetensors. The order is
 * that format's own, by alignment: its reference writer lays tensors out from the last type to the
 * first.
 */
public enum ElementType {
  /** One byte, 0 or 1. */
  BOOL(1, DataType.BOOL),
  /** Unsigned byte; read as a signed 32-bit integer. */
  U8(1, DataType.INT),
  /** Signed byte; read as a signed 32-bit integer. */
  I8(1, DataType.INT),
  /** Signed 16-bit integer; read as a signed 32-bit one. */
  I16(2, DataType.INT),
  /** IEEE half precision; read as single precision, which holds every value of it. */
  F16(2, DataType.FLOAT),
  /** The upper half of a single; read as single precision. */
  BF16(2, DataType.FLOAT),
  /** Signed 32-bit integer. */
  I32(4, DataType.INT),
  /** Single precision. */
  F32(4, DataType.FLOAT),
  /** Double precision. */
  F64(8, DataType.DOUBLE),
  /** Signed 64-bit integer. */
  I64(8, DataType.LONG);

  private final int bytes;
  private final DataType readAs;

  ElementType(int bytes, DataType readAs) {
    this.bytes = bytes;
    this.readAs = readAs;
  }

  /** Bytes of one element in the file. */
  public int bytes() {
    return bytes;
  }

  /** The type of the array that reading returns. */
  public DataType readAs() {
    return readAs;
  }

  /**
   * The type an array is written as.
   *
   * @throws IllegalArgumentException for arrays other than float, half, double, long and int
   */
  public static ElementType of(DataType type) {
    return switch (type) {
      case FLOAT -> F32;
      case HALF -> F16;
      case DOUBLE -> F64;
      case LONG -> I64;
      case INT -> I32;
      default -> throw new IllegalArgumentException("safetensors: cannot write " + type);
    };
  }
}
