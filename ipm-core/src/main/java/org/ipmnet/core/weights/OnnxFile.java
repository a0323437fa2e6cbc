// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.onnx.schema.OnnxSchema.GraphProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.ModelProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.StringStringEntryProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.TensorProto;

/**
 * The initialisers of an ONNX model and what it says of itself. The messages are walked through,
 * not parsed: what the graph computes is skipped, and of a tensor only its place in the file is
 * kept.
 */
final class OnnxFile {
  private static final int MOST_TENSORS = 100_000;
  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int MOST_TEXTS = 1000;

  private final FileBytes file;
  private final CodedInputStream in;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private OnnxFile(FileBytes file) {
    this.file = file;
    this.in = CodedInputStream.newInstance(new FileStream(file));
  }

  /**
   * Whether a file begins as a model does: field 1, a small version number, then the producer's
   * name, the graph or the operators' sets.
   */
  static boolean begins(String head) {
    return head.length() > 2
        && head.charAt(0) == 0x08
        && head.charAt(1) >= 1
        && head.charAt(1) < 0x20
        && "\u0012\u003a\u0042".indexOf(head.charAt(2)) >= 0;
  }

  /** Walks through a file. */
  static OnnxFile read(FileBytes file) {
    if (file.length() > Integer.MAX_VALUE) {
      throw new MalformedFile("it has more than 2 GiB, which no ONNX file has");
    }
    OnnxFile model = new OnnxFile(file);
    try {
      model.in.pushLimit((int) file.length());
      model.model();
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedFile("its messages do not fit into each other: is it cut off?");
    } catch (IOException e) {
      throw new IllegalStateException(e); // the file itself says what it cannot read
    }
    return model;
  }

  /** By name. */
  Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** Texts by key. */
  Map<String, String> metadata() {
    return metadata;
  }

  private void model() throws IOException {
    int tag = in.readTag();
    while (tag != 0) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case ModelProto.GRAPH_FIELD_NUMBER -> inside(tag, this::graph);
        case ModelProto.METADATA_PROPS_FIELD_NUMBER -> inside(tag, this::text);
        default -> skip(tag);
      }
      tag = in.readTag();
    }
  }

  @FunctionalInterface
  private interface Message {
    void read() throws IOException;
  }

  /** Reads a message that this tag announces, to its end. */
  private void inside(int tag, Message message) throws IOException {
    requireDelimited(tag);
    int outer = in.pushLimit(in.readRawVarint32());
    message.read();
    in.popLimit(outer);
  }

  private static void requireDelimited(int tag) {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      throw new MalformedFile("field %d is no message", WireFormat.getTagFieldNumber(tag));
    }
  }

  private void skip(int tag) throws IOException {
    int type = WireFormat.getTagWireType(tag);
    if (type == WireFormat.WIRETYPE_START_GROUP || type == WireFormat.WIRETYPE_END_GROUP) {
      throw new MalformedFile("it holds a group, which ONNX does not have");
    }
    in.skipField(tag);
  }

  private void graph() throws IOException {
    int tag = in.readTag();
    while (tag != 0) {
      if (WireFormat.getTagFieldNumber(tag) == GraphProto.INITIALIZER_FIELD_NUMBER) {
        inside(tag, this::tensor);
      } else {
        skip(tag);
      }
      tag = in.readTag();
    }
  }

  private void text() throws IOException {
    String key = "";
    String value = "";
    int tag = in.readTag();
    while (tag != 0) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case StringStringEntryProto.KEY_FIELD_NUMBER -> key = string(tag, LONGEST_NAME);
        case StringStringEntryProto.VALUE_FIELD_NUMBER -> value = string(tag, LONGEST_TEXT);
        default -> skip(tag);
      }
      tag = in.readTag();
    }
    if (metadata.size() == MOST_TEXTS) {
      throw new MalformedFile("it has more than %d texts of metadata", MOST_TEXTS);
    }
    metadata.put(key, value);
  }

  private String string(int tag, int longest) throws IOException {
    requireDelimited(tag);
    int length = in.readRawVarint32();
    if (length < 0 || length > longest) {
      throw new MalformedFile("a text has %d bytes; %d are read at most", length, longest);
    }
    return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
  }

  private void tensor() throws IOException {
    String name = "";
    List<Long> shape = new ArrayList<>();
    int type = 0;
    Storage.InFile elements = null;
    int tag = in.readTag();
    while (tag != 0) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case TensorProto.NAME_FIELD_NUMBER -> name = string(tag, LONGEST_NAME);
        case TensorProto.DATA_TYPE_FIELD_NUMBER -> type = (int) integer(tag);
        case TensorProto.DIMS_FIELD_NUMBER -> sizes(tag, shape);
        case TensorProto.RAW_DATA_FIELD_NUMBER -> elements = place(tag);
        case TensorProto.DATA_LOCATION_FIELD_NUMBER -> {
          if (integer(tag) != TensorProto.DataLocation.DEFAULT_VALUE) {
            throw new MalformedFile(
                "its tensor %s lies in another file", MalformedFile.shown(name));
          }
        }
        default -> skip(tag);
      }
      tag = in.readTag();
    }
    put(name, type, shape, elements);
  }

  private void put(String name, int type, List<Long> shape, Storage.InFile elements) {
    if (tensors.size() == MOST_TENSORS) {
      throw new MalformedFile("it has more than %d tensors", MOST_TENSORS);
    }
    if (elements == null) {
      throw new MalformedFile(
          "its tensor %s does not hold its elements as plain bytes", MalformedFile.shown(name));
    }
    StoredTensor tensor =
        StoredTensor.whole(
            file,
            elements,
            type(name, type),
            ByteOrder.LITTLE_ENDIAN,
            shape.stream().mapToLong(Long::longValue).toArray(),
            'c');
    if (tensors.put(name, tensor) != null) {
      throw new MalformedFile("two of its tensors are named %s", MalformedFile.shown(name));
    }
  }

  private static ElementType type(String name, int type) {
    return switch (type) {
      case TensorProto.DataType.FLOAT_VALUE -> ElementType.F32;
      case TensorProto.DataType.UINT8_VALUE -> ElementType.U8;
      case TensorProto.DataType.INT8_VALUE -> ElementType.I8;
      case TensorProto.DataType.INT16_VALUE -> ElementType.I16;
      case TensorProto.DataType.INT32_VALUE -> ElementType.I32;
      case TensorProto.DataType.INT64_VALUE -> ElementType.I64;
      case TensorProto.DataType.BOOL_VALUE -> ElementType.BOOL;
      case TensorProto.DataType.FLOAT16_VALUE -> ElementType.F16;
      case TensorProto.DataType.BFLOAT16_VALUE -> ElementType.BF16;
      case TensorProto.DataType.DOUBLE_VALUE -> ElementType.F64;
      default ->
          throw new MalformedFile(
              "its tensor %s has elements of type %d", MalformedFile.shown(name), type);
    };
  }

  /** Sizes stand one by one or together. */
  private void sizes(int tag, List<Long> shape) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
      add(shape);
      return;
    }
    inside(
        tag,
        () -> {
          while (in.getBytesUntilLimit() > 0) {
            add(shape);
          }
        });
  }

  private void add(List<Long> shape) throws IOException {
    shape.add(in.readRawVarint64());
    if (shape.size() > StoredTensor.MOST_DIMENSIONS) {
      throw new MalformedFile("a tensor has more than %d dimensions", StoredTensor.MOST_DIMENSIONS);
    }
  }

  private long integer(int tag) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_VARINT) {
      throw new MalformedFile("field %d is no number", WireFormat.getTagFieldNumber(tag));
    }
    return in.readRawVarint64();
  }

  private Storage.InFile place(int tag) throws IOException {
    requireDelimited(tag);
    int length = in.readRawVarint32();
    int position = in.getTotalBytesRead();
    in.skipRawBytes(length);
    return new Storage.InFile(file, position, length);
  }

  /** A file from its beginning; what is skipped is not read. */
  private static final class FileStream extends InputStream {
    private final FileBytes file;
    private long at;

    FileStream(FileBytes file) {
      this.file = file;
    }

    @Override
    public int read() {
      return at == file.length() ? -1 : file.read(at++, 1).get() & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = (int) Math.min(length, file.length() - at);
      if (count == 0) {
        return length == 0 ? 0 : -1;
      }
      file.read(at, count).get(into, offset, count);
      at += count;
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, file.length() - at));
      at += skipped;
      return skipped;
    }
  }
}
