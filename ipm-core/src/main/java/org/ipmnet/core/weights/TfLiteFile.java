// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.weights.TfLiteTable.Field;

/**
 * The constants of a TensorFlow Lite model, version 3 of its schema (a flatbuffer). Of what the
 * model computes only that is read which tells whose parameters they are ({@link TfLiteLayers}).
 *
 * <p>Names have parts with {@code /} between them, as in {@code conv2d_1/Kernel}: a part that has
 * others below it is a dictionary.
 */
final class TfLiteFile {
  /** What stands behind the first four bytes. */
  static final String MARK = "TFL3";

  /** A model for a phone has some megabytes, and some hundred tensors. */
  private static final long MOST_BYTES = 256L << 20;

  private static final int MOST_TENSORS = 100_000;

  private TfLiteFile() {}

  /** Its constants by name, in dictionaries. */
  static Map<String, Object> read(FileBytes file) {
    if (file.length() > MOST_BYTES) {
      throw new MalformedFile("it has %d bytes; %d are read at most", file.length(), MOST_BYTES);
    }
    ByteBuffer bytes = file.read(0, (int) file.length());
    try {
      return constants(file, TfLiteTable.root(bytes));
    } catch (IndexOutOfBoundsException e) { // flatbuffers checks no place before it goes there
      throw new MalformedFile("a place that it names lies outside: is it cut off?");
    }
  }

  private static Map<String, Object> constants(FileBytes file, TfLiteTable model) {
    int graphs = model.count(Field.MODEL_SUBGRAPHS);
    if (graphs != 1) {
      throw new MalformedFile("it has %d graphs instead of one", graphs);
    }
    TfLiteTable graph = model.table(Field.MODEL_SUBGRAPHS, 0);
    int tensors = graph.count(Field.GRAPH_TENSORS);
    int buffers = model.count(Field.MODEL_BUFFERS);
    if (tensors > MOST_TENSORS) {
      throw new MalformedFile("it has %d tensors; %d are read at most", tensors, MOST_TENSORS);
    }
    Map<Integer, Set<String>> parameters = new TfLiteLayers(model, graph).parameters();
    Map<String, Object> constants = new LinkedHashMap<>();
    for (int i = 0; i < tensors; i++) {
      TfLiteTable tensor = graph.table(Field.GRAPH_TENSORS, i);
      int buffer = tensor.integer(Field.TENSOR_BUFFER);
      if (buffer < 0 || buffer >= buffers) {
        throw new MalformedFile("a tensor lies in buffer %d of %d", buffer, buffers);
      }
      TfLiteTable data = model.table(Field.MODEL_BUFFERS, buffer);
      if (data.count(Field.BUFFER_DATA) > 0) {
        StoredTensor constant = constant(file, tensor, data);
        Set<String> names = parameters.get(i);
        if (names == null) {
          put(constants, tensor.text(Field.TENSOR_NAME), constant);
        } else {
          names.forEach(name -> put(constants, name, constant));
        }
      }
    }
    return constants;
  }

  private static StoredTensor constant(FileBytes file, TfLiteTable tensor, TfLiteTable data) {
    if (tensor.has(Field.TENSOR_SPARSITY)) {
      throw new MalformedFile(
          "its tensor %s is sparse", MalformedFile.shown(tensor.text(Field.TENSOR_NAME)));
    }
    long[] shape = new long[tensor.count(Field.TENSOR_SHAPE)];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = tensor.integer(Field.TENSOR_SHAPE, d);
    }
    Storage storage =
        new Storage.InFile(file, data.place(Field.BUFFER_DATA), data.count(Field.BUFFER_DATA));
    return StoredTensor.whole(file, storage, type(tensor), ByteOrder.LITTLE_ENDIAN, shape, 'c');
  }

  private static ElementType type(TfLiteTable tensor) {
    int type = tensor.octet(Field.TENSOR_TYPE);
    return switch (type) {
      case 0 -> ElementType.F32;
      case 1 -> ElementType.F16;
      case 2 -> ElementType.I32;
      case 3 -> ElementType.U8;
      case 4 -> ElementType.I64;
      case 6 -> ElementType.BOOL;
      case 7 -> ElementType.I16;
      case 9 -> ElementType.I8;
      case 10 -> ElementType.F64;
      default ->
          throw new MalformedFile(
              "its tensor %s has elements of type %d",
              MalformedFile.shown(tensor.text(Field.TENSOR_NAME)), type);
    };
  }

  private static void put(Map<String, Object> constants, String name, StoredTensor tensor) {
    Map<String, Object> at = constants;
    String[] parts = name.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      Object below = at.computeIfAbsent(parts[i], part -> new LinkedHashMap<String, Object>());
      at = dictionary(below, name);
    }
    if (at.putIfAbsent(parts[parts.length - 1], tensor) != null) {
      throw taken(name);
    }
  }

  @SuppressWarnings("unchecked") // the maps are those of put
  private static Map<String, Object> dictionary(Object below, String name) {
    if (below instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw taken(name);
  }

  private static MalformedFile taken(String name) {
    return new MalformedFile("two of its tensors are named %s", MalformedFile.shown(name));
  }
}
