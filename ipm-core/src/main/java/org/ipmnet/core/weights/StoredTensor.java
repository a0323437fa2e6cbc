// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tensor that lies in a {@link WeightFile}: a strided view of a storage. Making one checks that
 * every element lies within the storage and that all of them together take no more bytes than the
 * file has, so that reading never allocates more than that.
 */
public final class StoredTensor implements TensorValue {
  static final int MOST_DIMENSIONS = 32; // as many as ND4J's arrays can have

  private final FileBytes file;
  private final Storage storage;
  private final ElementType type;
  private final ByteOrder order;
  private final long[] shape;
  private final long[] stride;
  private final long offset;
  private final long elements;
  private final long reach; // elements from the first to the last one, both included

  private StoredTensor(
      FileBytes file,
      Storage storage,
      ElementType type,
      ByteOrder order,
      long[] shape,
      long[] stride,
      long offset) {
    this.file = file;
    this.storage = storage;
    this.type = type;
    this.order = order;
    this.shape = shape;
    this.stride = stride;
    this.offset = offset;
    if (shape.length > MOST_DIMENSIONS || shape.length != stride.length || offset < 0) {
      throw new MalformedFile(
          "a tensor has %d dimensions, %d strides and offset %d",
          shape.length, stride.length, offset);
    }
    long n = 1;
    long last = 0;
    try {
      for (int d = 0; d < shape.length; d++) {
        if (shape[d] < 0 || stride[d] < 0) {
          throw new MalformedFile("a tensor has shape %s", shown());
        }
        n = Math.multiplyExact(n, shape[d]);
        last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[d] - 1), stride[d]));
      }
      this.elements = n;
      this.reach = n == 0 ? 0 : last + 1;
      long held = storage.length() / type.bytes();
      if (n > 0 && Math.addExact(offset, last) >= held) {
        throw new MalformedFile(
            "a tensor of shape %s with offset %d does not fit into its storage of %d elements",
            shown(), offset, held);
      }
      if (Math.multiplyExact(n, type.bytes()) > file.length()) {
        throw new MalformedFile(
            "a tensor of shape %s takes more bytes than the whole file", shown());
      }
    } catch (ArithmeticException e) {
      throw new MalformedFile("a tensor of shape %s is too large", shown());
    }
  }

  private String shown() {
    return Arrays.toString(shape);
  }

  /**
   * A view of a storage.
   *
   * @param stride elements from one to the next, for each dimension
   * @param offset the first element's place in the storage, in elements
   * @throws MalformedFile if it does not lie within the storage
   */
  static StoredTensor view(
      FileBytes file, Storage storage, ElementType type, long[] shape, long[] stride, long offset) {
    return new StoredTensor(file, storage, type, ByteOrder.LITTLE_ENDIAN, shape, stride, offset);
  }

  /**
   * A whole storage.
   *
   * @param layout {@code 'c'}: the last dimension runs fastest; {@code 'f'}: the first
   * @throws MalformedFile if the storage has another length
   */
  static StoredTensor whole(
      FileBytes file,
      Storage storage,
      ElementType type,
      ByteOrder order,
      long[] shape,
      char layout) {
    StoredTensor tensor =
        new StoredTensor(file, storage, type, order, shape, strides(shape, layout), 0);
    if (tensor.elements * type.bytes() != storage.length()) {
      throw new MalformedFile(
          "an array of shape %s has %d bytes instead of %d",
          Arrays.toString(shape), storage.length(), tensor.elements * type.bytes());
    }
    return tensor;
  }

  /**
   * The same elements with the dimensions in another order.
   *
   * @param axes for each dimension its number here
   * @throws MalformedFile if it does not name each dimension once
   */
  StoredTensor transposed(long[] axes) {
    if (!Arrays.equals(
        Arrays.stream(axes).sorted().toArray(), LongStream.range(0, shape.length).toArray())) {
      throw new MalformedFile("an array of shape %s has an impossible order of axes", shown());
    }
    return new StoredTensor(
        file,
        storage,
        type,
        order,
        Arrays.stream(axes).map(axis -> shape[(int) axis]).toArray(),
        Arrays.stream(axes).map(axis -> stride[(int) axis]).toArray(),
        offset);
  }

  /**
   * The same elements in one dimension.
   *
   * @throws MalformedFile unless they lie one behind the other
   */
  StoredTensor flat() {
    if (!Arrays.equals(stride, strides(shape, 'c'))) {
      throw new MalformedFile("an array of shape %s does not lie in one piece", shown());
    }
    return new StoredTensor(
        file, storage, type, order, new long[] {elements}, new long[] {1}, offset);
  }

  private static long[] strides(long[] shape, char layout) {
    long[] stride = new long[shape.length];
    long step = 1;
    for (int i = 0; i < shape.length; i++) {
      int d = layout == 'f' ? i : shape.length - 1 - i;
      stride[d] = step;
      step *= shape[d]; // may overflow, but then the number of elements does too and is refused
    }
    return stride;
  }

  /**
   * A name out of an untrusted file as a terminal may show it: without characters that end a line,
   * turn its direction, are invisible or give the terminal orders.
   */
  public static String printable(String name) {
    return name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }

  /** How its elements are stored. */
  public ElementType type() {
    return type;
  }

  /** Its sizes; empty for a scalar. */
  public List<Long> shape() {
    return Arrays.stream(shape).boxed().toList();
  }

  /** Number of elements: 1 for a scalar, 0 if any size is 0. */
  public long elements() {
    return elements;
  }

  @Override
  public StoredTensor tensor() {
    return this;
  }

  /**
   * Reads it.
   *
   * @return a new array in C order of type {@link ElementType#readAs()}
   * @throws org.ipmnet.core.UserError if the file is damaged, or the tensor takes 2 GiB or more
   */
  public INDArray read() {
    try {
      return TensorBytes.decode(type, shape, bytes());
    } catch (MalformedFile e) {
      throw file.error("weight file", e);
    }
  }

  /** Its elements in C order. */
  ByteBuffer bytes() {
    if (elements == 0) {
      return ByteBuffer.allocate(0);
    }
    int size = type.bytes();
    if (Math.max(elements, reach) * size > Integer.MAX_VALUE - 8) {
      throw new MalformedFile("a tensor of shape %s takes 2 GiB or more", shown());
    }
    ByteBuffer span = storage.read(offset * size, (int) (reach * size)).order(order);
    return Arrays.equals(stride, strides(shape, 'c')) ? span : gathered(span);
  }

  private ByteBuffer gathered(ByteBuffer span) {
    int size = type.bytes();
    ByteBuffer dense = ByteBuffer.allocate((int) elements * size).order(span.order());
    long[] index = new long[shape.length];
    int at = 0; // in elements of the span
    for (int i = 0; i < elements; i++) {
      dense.put(i * size, span, at * size, size);
      for (int d = shape.length - 1; d >= 0; d--) {
        at += (int) stride[d];
        if (++index[d] < shape[d]) {
          break;
        }
        at -= (int) (shape[d] * stride[d]);
        index[d] = 0;
      }
    }
    return dense;
  }
}
