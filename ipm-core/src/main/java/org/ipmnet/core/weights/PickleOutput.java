// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The pickle of a PyTorch file, protocol 2: dictionaries, lists, plain values, and tensors that
 * refer to numbered storages. (The library's own pickler writes no classes of Python.)
 */
final class PickleOutput {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<INDArray, Integer> storages = new IdentityHashMap<>();
  private final List<INDArray> inOrder;

  private PickleOutput(List<INDArray> inOrder) {
    this.inOrder = inOrder;
  }

  /**
   * Pickles a value.
   *
   * @param storages receives each array once, in the order of its number; an array that stands in
   *     several places is one storage
   * @throws IllegalArgumentException for a value or an array of another type
   */
  static byte[] of(Object value, List<INDArray> storages) {
    PickleOutput pickle = new PickleOutput(storages);
    pickle.op(Opcodes.PROTO).write(2);
    pickle.value(value);
    pickle.op(Opcodes.STOP);
    return pickle.out.toByteArray();
  }

  private ByteArrayOutputStream op(short code) {
    out.write(code);
    return out;
  }

  private void value(Object value) {
    if (value == null) {
      op(Opcodes.NONE);
    } else if (value instanceof Map<?, ?> map) {
      op(Opcodes.EMPTY_DICT);
      op(Opcodes.MARK);
      map.forEach(
          (key, item) -> {
            value(key);
            value(item);
          });
      op(Opcodes.SETITEMS);
    } else if (value instanceof List<?> list) {
      op(Opcodes.EMPTY_LIST);
      op(Opcodes.MARK);
      list.forEach(this::value);
      op(Opcodes.APPENDS);
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof Boolean truth) {
      op(truth ? Opcodes.NEWTRUE : Opcodes.NEWFALSE);
    } else if (value instanceof Integer || value instanceof Long) {
      whole(((Number) value).longValue());
    } else if (value instanceof Double number) {
      op(Opcodes.BINFLOAT);
      out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
    } else if (value instanceof INDArray array) {
      tensor(array);
    } else {
      throw new IllegalArgumentException("cannot write " + value.getClass());
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op(Opcodes.BINUNICODE);
    out.writeBytes(little(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  private void whole(long number) {
    if (number == (int) number) {
      op(Opcodes.BININT);
      out.writeBytes(little(Integer.BYTES).putInt((int) number).array());
    } else {
      op(Opcodes.LONG1).write(Long.BYTES);
      out.writeBytes(little(Long.BYTES).putLong(number).array());
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void global(String module, String name) {
    op(Opcodes.GLOBAL);
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void tuple(long... numbers) {
    op(Opcodes.MARK);
    Arrays.stream(numbers).forEach(this::whole);
    op(Opcodes.TUPLE);
  }

  /** {@code _rebuild_tensor_v2(storage, 0, shape, stride, False, OrderedDict())}. */
  private void tensor(INDArray array) {
    Integer number = storages.get(array);
    if (number == null) {
      number = storages.size();
      storages.put(array, number);
      inOrder.add(array);
    }
    long elements = array.isEmpty() ? 0 : array.length();
    global("torch._utils", "_rebuild_tensor_v2");
    op(Opcodes.MARK);
    op(Opcodes.MARK);
    text("storage");
    global("torch", storageClass(array));
    text(Integer.toString(number));
    text("cpu");
    whole(elements);
    op(Opcodes.TUPLE);
    op(Opcodes.BINPERSID);
    whole(0);
    tuple(array.shape());
    tuple(strides(array.shape()));
    op(Opcodes.NEWFALSE);
    global("collections", "OrderedDict");
    op(Opcodes.EMPTY_TUPLE);
    op(Opcodes.REDUCE);
    op(Opcodes.TUPLE);
    op(Opcodes.REDUCE);
  }

  private static String storageClass(INDArray array) {
    return switch (array.dataType()) {
      case FLOAT -> "FloatStorage";
      case DOUBLE -> "DoubleStorage";
      case LONG -> "LongStorage";
      case INT -> "IntStorage";
      default ->
          throw new IllegalArgumentException("PyTorch file: cannot write " + array.dataType());
    };
  }

  private static long[] strides(long[] shape) {
    long[] stride = new long[shape.length];
    long step = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      stride[d] = step;
      step *= Math.max(1, shape[d]);
    }
    return stride;
  }
}
