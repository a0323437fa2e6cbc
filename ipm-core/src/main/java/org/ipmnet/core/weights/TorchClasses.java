// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;

/**
 * What PyTorch's files are made of beside {@link NumpyClasses}: storages, found by persistent ids,
 * and the functions that rebuild tensors as views of them.
 */
final class TorchClasses {
  private static final Map<String, ElementType> STORAGES =
      Map.of(
          "FloatStorage", ElementType.F32,
          "DoubleStorage", ElementType.F64,
          "HalfStorage", ElementType.F16,
          "BFloat16Storage", ElementType.BF16,
          "LongStorage", ElementType.I64,
          "IntStorage", ElementType.I32,
          "ShortStorage", ElementType.I16,
          "CharStorage", ElementType.I8,
          "ByteStorage", ElementType.U8,
          "BoolStorage", ElementType.BOOL);

  private static final List<String> TYPES =
      List.of(
          "float32",
          "float64",
          "float16",
          "bfloat16",
          "int64",
          "int32",
          "int16",
          "int8",
          "uint8",
          "bool");

  private final FileBytes file;
  private final NumpyClasses numpy;
  private final Map<String, Slot> slots = new LinkedHashMap<>();

  TorchClasses(FileBytes file) {
    this.file = file;
    this.numpy = new NumpyClasses(file);
  }

  /** The class of a storage, which only stands in persistent ids. */
  private record StorageClass(ElementType type) implements IObjectConstructor {
    @Override
    public Object construct(Object[] arguments) {
      throw new MalformedFile("it makes a storage of its own");
    }
  }

  /** A storage that the pickle names; where its bytes are is told later. */
  static final class Slot {
    private final String key;
    private final ElementType type;
    private final long elements;
    private Storage storage;

    private Slot(String key, ElementType type, long elements) {
      this.key = key;
      this.type = type;
      this.elements = elements;
    }

    /** Its name in the file. */
    String key() {
      return key;
    }

    /** How many bytes it must have. */
    long bytes() {
      if (elements < 0 || elements > Long.MAX_VALUE / type.bytes()) {
        throw new MalformedFile("a storage claims %d elements", elements);
      }
      return elements * type.bytes();
    }

    /** Size of an element in bytes. */
    int elementBytes() {
      return type.bytes();
    }

    /** Tells where its bytes are. */
    void found(Storage bytes) {
      this.storage = bytes;
    }
  }

  /** A window of a slot: files before PyTorch 0.4 had storages within storages. */
  private record Window(Slot slot, long offset) {}

  private record View(FileBytes file, Window window, long offset, long[] shape, long[] stride)
      implements TensorValue {
    @Override
    public StoredTensor tensor() {
      Slot slot = window.slot();
      if (slot.storage == null) {
        throw new MalformedFile("storage %s is missing", MalformedFile.shown(slot.key));
      }
      if (offset < 0 || window.offset() < 0 || offset > Long.MAX_VALUE - window.offset()) {
        throw new MalformedFile("a tensor begins before or far behind its storage");
      }
      return StoredTensor.view(
          file, slot.storage, slot.type, shape, stride, window.offset() + offset);
    }
  }

  /** All storages that the pickle named. */
  Map<String, Slot> slots() {
    return slots;
  }

  /** The allow-list. */
  Map<String, IObjectConstructor> allowed() {
    Map<String, IObjectConstructor> classes = new HashMap<>(numpy.allowed());
    STORAGES.forEach(
        (name, type) -> {
          classes.put("torch." + name, new StorageClass(type));
          classes.put("torch.cuda." + name, new StorageClass(type));
        });
    // types and devices among settings are told as texts; they are never called
    TYPES.forEach(type -> classes.put("torch." + type, arguments -> type));
    classes.put("torch.device", arguments -> arguments[0]);
    classes.put("torch.Size", arguments -> arguments.length == 0 ? arguments : arguments[0]);
    classes.put("torch._utils._rebuild_tensor", this::rebuild);
    classes.put("torch._utils._rebuild_tensor_v2", this::rebuild);
    classes.put("torch._utils._rebuild_parameter", arguments -> arguments[0]);
    classes.put("torch._utils._rebuild_parameter_with_state", arguments -> arguments[0]);
    return classes;
  }

  /** {@code (storage, offset, shape, stride[, requires_grad, hooks[, metadata]])}. */
  private View rebuild(Object[] arguments) {
    if (arguments.length > 6 && arguments[6] instanceof Map<?, ?> bits && !bits.isEmpty()) {
      throw new MalformedFile(
          "it holds a lazily negated or conjugated view: save it after resolve_neg()");
    }
    return new View(
        file,
        (Window) arguments[0],
        NumpyClasses.whole(arguments[1]),
        numpy.shape(arguments[2]),
        numpy.shape(arguments[3]));
  }

  /**
   * The storage of a persistent id: {@code ("storage", class, key, device, elements[, view])}.
   *
   * @throws RuntimeException of any kind if it is something else
   */
  Object storage(Object id) {
    Object[] parts = (Object[]) id;
    if (!"storage".equals(parts[0])) {
      throw new MalformedFile("it holds a reference that is no storage");
    }
    if (!(parts[1] instanceof StorageClass kind)) {
      throw new MalformedFile("it holds a storage of a type that is not supported");
    }
    String key = (String) parts[2];
    long elements = NumpyClasses.whole(parts[4]);
    Slot slot = slots.computeIfAbsent(key, k -> new Slot(k, kind.type(), elements));
    if (slot.type != kind.type() || slot.elements != elements) {
      throw new MalformedFile("storage %s is described in two ways", MalformedFile.shown(key));
    }
    if (parts.length > 5 && parts[5] != null) {
      Object[] view = (Object[]) parts[5];
      return new Window(slot, NumpyClasses.whole(view[1]));
    }
    return new Window(slot, 0);
  }
}
