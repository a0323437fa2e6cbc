// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Pickles for tests, instruction by instruction, as Python would never write them. */
final class PickleBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static PickleBytes protocol(int version) {
    return new PickleBytes().op(0x80, version);
  }

  PickleBytes op(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  PickleBytes ascii(String instructions) {
    out.writeBytes(instructions.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  PickleBytes repeat(int times, String instructions) {
    byte[] bytes = instructions.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < times; i++) {
      out.writeBytes(bytes);
    }
    return this;
  }

  /** A Python 3 text. */
  PickleBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return op('X').number(4, bytes.length).bytes(bytes);
  }

  /** A Python 2 text. */
  PickleBytes oldText(byte[] bytes) {
    return op('T').number(4, bytes.length).bytes(bytes);
  }

  PickleBytes bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  PickleBytes number(int size, long value) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(all, 0, size);
    return this;
  }

  PickleBytes global(String module, String name) {
    return ascii("c" + module + "\n" + name + "\n");
  }

  /** An array of float32 as Python 3 writes it in protocol 2, the bytes as Latin-1 text. */
  PickleBytes latin1Array(int[] shape, byte[] data) {
    return reconstruct()
        .state(shape)
        .global("_codecs", "encode")
        .text(new String(data, StandardCharsets.ISO_8859_1))
        .text("latin1")
        .op(0x86)
        .ascii("Rtb");
  }

  /** An array of float32 as Python 2 writes it. */
  PickleBytes oldArray(int[] shape, byte[] data) {
    return reconstruct().state(shape).oldText(data).ascii("tb");
  }

  /** An array of float32 as Python 3 writes it in protocol 3 and up. */
  PickleBytes array(int[] shape, byte[] data) {
    return reconstruct().state(shape).op('B').number(4, data.length).bytes(data).ascii("tb");
  }

  /** Begins an array. */
  PickleBytes reconstruct() {
    return global("numpy.core.multiarray", "_reconstruct")
        .global("numpy", "ndarray")
        .ascii("K\0\u0085")
        .ascii("U\1b\u0087R");
  }

  /** Its state up to the bytes, which {@code tb} closes. */
  PickleBytes state(int[] shape) {
    ascii("(K\1(");
    for (int side : shape) {
      ascii("J").number(4, side);
    }
    return ascii("t")
        .global("numpy", "dtype")
        .ascii(
            "U\2f4K\0K\1\u0087R(K\3U\1<NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb")
        .op(0x89);
  }

  byte[] end() {
    return op('.').out.toByteArray();
  }
}
