// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;

/**
 * What pickles of NumPy arrays are made of, for Python 2 and 3, protocols 0 to 5: the allow-list of
 * names and what stands for each. Containers of Python itself belong to it.
 */
final class NumpyClasses {
  private static final long FREE = 1 << 20;
  private static final int BYTES_AN_ITEM = 16;

  private final FileBytes file;
  private long made; // bytes of what calls have made so far

  NumpyClasses(FileBytes file) {
    this.file = file;
  }

  /**
   * Accounts for what a call makes. A pickle can hand one long argument to any number of calls;
   * without this a small file could fill the memory.
   *
   * @throws MalformedFile if all calls together made several times the file's length
   */
  private void make(long bytes) {
    made += bytes;
    if (made > FREE + 4 * file.length()) {
      throw new MalformedFile("it makes far more objects than its length explains");
    }
  }

  /** The allow-list for arrays whose bytes lie in this file. */
  Map<String, IObjectConstructor> allowed() {
    Map<String, IObjectConstructor> classes = new HashMap<>();
    classes.put("collections.OrderedDict", this::orderedDictionary);
    classes.put("_codecs.encode", this::encode);
    for (String builtins : List.of("builtins", "__builtin__")) {
      // PaddlePaddle writes a tensor as tuple((name, array))
      classes.put(builtins + ".tuple", this::tuple);
      classes.put(builtins + ".bytearray", this::byteArray);
      classes.put(builtins + ".bytes", this::byteArray); // Python 3 writes empty ones as a call
    }
    classes.put("numpy.ndarray", arguments -> new ArrayParts());
    classes.put("numpy.dtype", arguments -> new TypeParts((String) arguments[0]));
    for (String core : List.of("numpy.core", "numpy._core")) { // NumPy 1 and 2
      classes.put(core + ".multiarray._reconstruct", arguments -> new ArrayParts());
      classes.put(core + ".multiarray.scalar", this::scalar);
      classes.put(core + ".numeric._frombuffer", this::fromBuffer);
    }
    return classes;
  }

  private Map<Object, Object> orderedDictionary(Object[] arguments) {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (arguments.length > 0) { // Python 2: a list of pairs
      make((long) BYTES_AN_ITEM * ((List<?>) arguments[0]).size() * 4);
      for (Object pair : (List<?>) arguments[0]) {
        Object[] both = pair instanceof List<?> list ? list.toArray() : (Object[]) pair;
        SafeUnpickler.putAll(map, Arrays.asList(both[0], both[1]));
      }
    }
    return map;
  }

  private Object[] tuple(Object[] arguments) {
    if (arguments.length == 0) {
      return arguments;
    }
    if (arguments[0] instanceof List<?> list) {
      make((long) BYTES_AN_ITEM * list.size());
      return list.toArray();
    }
    return (Object[]) arguments[0];
  }

  private Object byteArray(Object[] arguments) {
    return arguments.length == 0 ? new Storage.InMemory(new byte[0]) : storage(arguments[0]);
  }

  /** {@code encode(text, "latin1")}: how Python 3 writes bytes in protocol 2. */
  private Storage encode(Object[] arguments) {
    if (arguments.length > 1 && !"latin1".equals(arguments[1])) {
      throw new MalformedFile("its bytes are encoded in a way that is not known");
    }
    return storage(arguments[0]);
  }

  private Storage storage(Object value) {
    if (value instanceof Storage storage) {
      return storage;
    }
    if (value instanceof FileText text) {
      return text.bytes();
    }
    String text = (String) value;
    make(text.length());
    if (text.chars().anyMatch(c -> c > 0xff)) {
      throw new MalformedFile("an array's text holds characters that are no bytes");
    }
    return new Storage.InMemory(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The sizes in a tuple or list. */
  long[] shape(Object tuple) {
    int length = tuple instanceof List<?> list ? list.size() : ((Object[]) tuple).length;
    if (length > StoredTensor.MOST_DIMENSIONS) {
      throw new MalformedFile("a tensor has %d dimensions", length);
    }
    make((long) BYTES_AN_ITEM * (length + 2));
    Object[] sides = tuple instanceof List<?> list ? list.toArray() : (Object[]) tuple;
    return Arrays.stream(sides).mapToLong(NumpyClasses::whole).toArray();
  }

  static long whole(Object number) {
    if (number instanceof Integer || number instanceof Long) {
      return ((Number) number).longValue();
    }
    throw new MalformedFile("a size is no whole number of 63 bits");
  }

  /** Type and byte order of elements: {@code dtype("f4")} with its state {@code (3, "<", ...)}. */
  private static final class TypeParts implements SafeUnpickler.Buildable {
    private final ElementType type;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    TypeParts(String code) {
      boolean marked = !code.isEmpty() && "<>=|".indexOf(code.charAt(0)) >= 0;
      String plain = marked ? code.substring(1) : code;
      if (code.startsWith(">")) {
        order = ByteOrder.BIG_ENDIAN;
      }
      type =
          switch (plain) {
            case "f2" -> ElementType.F16;
            case "f4" -> ElementType.F32;
            case "f8" -> ElementType.F64;
            case "i1" -> ElementType.I8;
            case "i2" -> ElementType.I16;
            case "i4" -> ElementType.I32;
            case "i8" -> ElementType.I64;
            case "u1" -> ElementType.U8;
            case "b1" -> ElementType.BOOL;
            default ->
                throw new MalformedFile(
                    "it holds arrays of type %s, which is not supported",
                    MalformedFile.shown(code));
          };
    }

    @Override
    public void state(Object state) {
      order = ">".equals(((Object[]) state)[1]) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
  }

  /** An array whose shape, type and bytes come after it: {@code _reconstruct} with its state. */
  private final class ArrayParts implements SafeUnpickler.Buildable, TensorValue {
    private StoredTensor tensor;

    @Override
    public void state(Object state) {
      Object[] parts = (Object[]) state;
      int first = parts.length - 4; // a version number may stand in front
      TypeParts type = (TypeParts) parts[first + 1];
      char layout = Boolean.TRUE.equals(parts[first + 2]) || isOne(parts[first + 2]) ? 'f' : 'c';
      tensor =
          StoredTensor.whole(
              file, storage(parts[first + 3]), type.type, type.order, shape(parts[first]), layout);
    }

    private static boolean isOne(Object flag) { // Python 2 may write the flag as a number
      return flag instanceof Integer number && number == 1;
    }

    @Override
    public StoredTensor tensor() {
      if (tensor == null) {
        throw new MalformedFile("an array lacks its bytes");
      }
      return tensor;
    }
  }

  /**
   * {@code _frombuffer(bytes, type, shape, order[, axes])}. Order {@code K}, of NumPy 2.3 and up:
   * the bytes have this shape in C order, the array is that with its axes in the order of {@code
   * axes}.
   */
  private StoredTensor fromBuffer(Object[] arguments) {
    TypeParts type = (TypeParts) arguments[1];
    char layout =
        switch ((String) arguments[3]) {
          case "C", "K" -> 'c';
          case "F" -> 'f';
          default -> throw new MalformedFile("an array's order of elements is not known");
        };
    StoredTensor tensor =
        StoredTensor.whole(
            file, storage(arguments[0]), type.type, type.order, shape(arguments[2]), layout);
    return arguments[3].equals("K") ? tensor.transposed(shape(arguments[4])) : tensor;
  }

  private Object scalar(Object[] arguments) {
    TypeParts parts = (TypeParts) arguments[0];
    ByteBuffer bytes =
        StoredTensor.whole(file, storage(arguments[1]), parts.type, parts.order, new long[0], 'c')
            .bytes();
    return switch (parts.type) {
      case F64 -> bytes.getDouble();
      case F32 -> (double) bytes.getFloat();
      case F16 -> (double) TensorBytes.halfToFloat(bytes.getShort());
      case I64 -> bytes.getLong();
      case I32 -> (long) bytes.getInt();
      case I16 -> (long) bytes.getShort();
      case I8 -> (long) bytes.get();
      case U8 -> (long) Byte.toUnsignedInt(bytes.get());
      case BOOL -> bytes.get() != 0;
      default -> throw new AssertionError(parts.type);
    };
  }
}
