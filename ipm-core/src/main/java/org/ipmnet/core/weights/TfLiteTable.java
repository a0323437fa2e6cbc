// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;

/** A table of a TensorFlow Lite model's flatbuffer. Whoever reads it checks every place. */
final class TfLiteTable extends Table {
  private static final int LONGEST_NAME = 512;

  /** Fields of the schema's tables, by their numbers. */
  enum Field {
    MODEL_CODES(1),
    MODEL_SUBGRAPHS(2),
    MODEL_BUFFERS(4),
    CODE_OF_OLD(0),
    GRAPH_TENSORS(0),
    GRAPH_OPERATORS(3),
    OPERATOR_CODE(0),
    OPERATOR_INPUTS(1),
    OPERATOR_OUTPUTS(2),
    TENSOR_SHAPE(0),
    TENSOR_TYPE(1),
    TENSOR_BUFFER(2),
    TENSOR_NAME(3),
    TENSOR_SPARSITY(6),
    BUFFER_DATA(0);

    private final int place;

    Field(int number) {
      this.place = 4 + 2 * number; // behind the sizes of the table and of its list of fields
    }
  }

  private TfLiteTable(ByteBuffer bytes, int position) {
    __reset(position, bytes);
  }

  /** The table that a file begins with. */
  static TfLiteTable root(ByteBuffer bytes) {
    return new TfLiteTable(bytes, bytes.getInt(0));
  }

  boolean has(Field field) {
    return __offset(field.place) != 0;
  }

  /** 0 where it is absent. */
  int integer(Field field) {
    int offset = __offset(field.place);
    return offset == 0 ? 0 : bb.getInt(bb_pos + offset);
  }

  /** 0 where it is absent. */
  int octet(Field field) {
    int offset = __offset(field.place);
    return offset == 0 ? 0 : bb.get(bb_pos + offset);
  }

  /** How many elements a list has. */
  int count(Field field) {
    int offset = __offset(field.place);
    int count = offset == 0 ? 0 : __vector_len(offset);
    if (count < 0 || count > bb.capacity()) {
      throw new MalformedFile("a list in it has %d elements", count);
    }
    return count;
  }

  /** An element of a list of integers. */
  int integer(Field field, int index) {
    return bb.getInt(place(field) + Integer.BYTES * index);
  }

  /** An element of a list of tables. */
  TfLiteTable table(Field field, int index) {
    return new TfLiteTable(bb, __indirect(place(field) + Integer.BYTES * index));
  }

  /** Where a list's first element stands. */
  int place(Field field) {
    return __vector(__offset(field.place));
  }

  String text(Field field) {
    int length = count(field);
    if (length > LONGEST_NAME) {
      throw new MalformedFile("a name in it has %d characters", length);
    }
    try {
      return length == 0 ? "" : __string(bb_pos + __offset(field.place));
    } catch (IllegalArgumentException e) {
      throw new MalformedFile("a name in it is no text");
    }
  }
}
