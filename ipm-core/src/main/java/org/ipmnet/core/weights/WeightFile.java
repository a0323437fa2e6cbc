// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.Opening;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A weight file, open. Every format that can be read is recognised by content.
 *
 * <pre>{@code
 * try (WeightFile weights = WeightFile.open(file)) {
 *   weights.tensors().forEach((name, tensor) -> print(name, tensor.type(), tensor.shape()));
 *   INDArray kernel = weights.read("a/enc_content.model.0.conv.weight");
 *   double rate = weights.root().at("lr").number();
 * }
 * }</pre>
 *
 * <p>Files are not trusted. Opening one checks every tensor against the bytes that are there;
 * nothing that a file names is run or loaded, and no number in it makes this class take more memory
 * than the file's own length explains. What is wrong is told in one line.
 */
public final class WeightFile implements AutoCloseable {
  private static final int PICKLE = 0x80;

  /** What {@code DataParallel} and {@code torch.compile} put before the names of what they wrap. */
  private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

  private final FileBytes file;
  private final Format format;
  private final WeightTree root;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, String> metadata;

  private WeightFile(FileBytes file, Format format, Object content) {
    this(file, format, content, Map.of());
  }

  private WeightFile(FileBytes file, Format format, Object content, Map<String, String> metadata) {
    this.metadata = Collections.unmodifiableMap(metadata);
    this.file = file;
    this.format = format;
    this.root = WeightTree.root(file, content);
    this.tensors = Collections.unmodifiableMap(root.tensors());
  }

  /** What files are recognised, by content and not by name. */
  public enum Format {
    /** Zip file of {@code torch.save}, the default since PyTorch 1.6. */
    PYTORCH("PyTorch file"),
    /** Row of pickles of {@code torch.save} before that. */
    PYTORCH_LEGACY("PyTorch file of the format before 1.6"),
    /** Pickle of NumPy arrays; PaddlePaddle's .pdparams is one. */
    PICKLE("pickle of arrays"),
    /** Safetensors. */
    SAFETENSORS("safetensors file"),
    /** TensorFlow Lite, whose constants are read. */
    TFLITE("TensorFlow Lite file"),
    /** ONNX, whose initialisers are read. */
    ONNX("ONNX file");

    private final String description;

    Format(String description) {
      this.description = description;
    }

    /** What it is, in a few words. */
    public String description() {
      return description;
    }
  }

  /**
   * Opens a file.
   *
   * @throws UserError in one line if it is absent, unreadable, of no known format, broken or
   *     hostile
   */
  public static WeightFile open(Path path) {
    try (Opening opening = new Opening()) {
      WeightFile opened = read(opening.add(FileBytes.open(path)));
      opening.complete();
      return opened;
    }
  }

  private static WeightFile read(FileBytes file) {
    Format format = null;
    try {
      format = format(file);
      return read(file, format);
    } catch (MalformedFile e) {
      throw file.error(format == null ? "weight file" : format.description(), e);
    }
  }

  private static Format format(FileBytes file) {
    ByteBuffer head = file.read(0, (int) Math.min(ForeignFile.HEAD, file.length()));
    String text = StandardCharsets.ISO_8859_1.decode(head.duplicate()).toString();
    if (text.length() == 1) {
      throw new MalformedFile("it has one byte");
    }
    if (text.startsWith("PK")) {
      return Format.PYTORCH;
    }
    if (text.startsWith(TfLiteFile.MARK, Integer.BYTES)) {
      return Format.TFLITE;
    }
    boolean pickle =
        !text.isEmpty() && text.charAt(0) == PICKLE && head.get(1) >= 0 && head.get(1) <= 5;
    // a safetensors header is shorter than 2^40 bytes and begins at byte 8; so does no pickle
    boolean shortHeader = head.remaining() > 8 && (head.getLong(0) >>> 40) == 0;
    if (head.remaining() > 8 && head.get(8) == '{' && (!pickle || shortHeader)) {
      return Format.SAFETENSORS;
    }
    if (OnnxFile.begins(text)) {
      return Format.ONNX;
    }
    // not before: the length of a safetensors header can look like the mark of anything
    Optional<ForeignFile> foreign = ForeignFile.beginning(text);
    if (foreign.isPresent()) {
      throw foreign.get().error();
    }
    if (pickle || "(}])cI".indexOf(text.charAt(0)) >= 0) { // or what protocol 0 and 1 begin with
      return Format.PICKLE;
    }
    throw new MalformedFile(
        "it is neither a PyTorch file nor a pickle of arrays nor a safetensors, TensorFlow Lite or"
            + " ONNX file");
  }

  private static WeightFile read(FileBytes file, Format format) {
    return switch (format) {
      case PYTORCH -> new WeightFile(file, format, PyTorchFile.zip(file));
      case SAFETENSORS -> new WeightFile(file, format, safeTensors(file));
      case TFLITE -> new WeightFile(file, format, TfLiteFile.read(file));
      case ONNX -> {
        OnnxFile model = OnnxFile.read(file);
        yield new WeightFile(file, format, model.tensors(), model.metadata());
      }
      default -> pickle(file);
    };
  }

  private static WeightFile pickle(FileBytes file) {
    PickleInput in = new PickleInput(file, 0, file.length());
    Object content =
        SafeUnpickler.load(
            in,
            new NumpyClasses(file).allowed(),
            id -> {
              throw new MalformedFile("it refers to something outside");
            });
    return PyTorchFile.isMagic(content)
        ? new WeightFile(file, Format.PYTORCH_LEGACY, PyTorchFile.legacy(file, in))
        : new WeightFile(file, Format.PICKLE, content);
  }

  private static Map<String, StoredTensor> safeTensors(FileBytes file) {
    SafeTensors tensors = SafeTensors.of(file);
    Map<String, StoredTensor> content = new LinkedHashMap<>();
    tensors.names().forEach(name -> content.put(name, tensors.tensor(name)));
    return content;
  }

  /** Where the file is. */
  public Path path() {
    return file.path();
  }

  /** What kind of file it is. */
  public Format format() {
    return format;
  }

  /** Everything in it. */
  public WeightTree root() {
    return root;
  }

  /** What an ONNX file says of itself, by key; of other formats nothing is kept. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** All tensors in it by name, see {@link WeightTree#tensors}. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /**
   * The tensors of one network: those in the dictionary {@code state_dict}, or else those at the
   * top, or else those in the only dictionary there is; without the prefixes that {@code
   * DataParallel} and {@code torch.compile} put before all names. Of a TensorFlow Lite file, the
   * parameters as PyTorch has them.
   */
  public Map<String, StoredTensor> stateDict() {
    if (format == Format.TFLITE) {
      return tfLiteParameters();
    }
    Map<String, StoredTensor> found = below("state_dict/"); // a step count may stand beside it
    if (found.isEmpty()) {
      found = below("");
    }
    if (found.isEmpty() && root.keys().size() == 1) {
      found = below(root.keys().iterator().next() + "/");
    }
    return unwrapped(found);
  }

  private Map<String, StoredTensor> tfLiteParameters() {
    try {
      return TfLiteNames.stateDict(tensors);
    } catch (MalformedFile e) {
      throw file.error(format.description(), e);
    }
  }

  /**
   * The tensors below a key of a file of several networks, likewise without prefixes; none if the
   * file has no such key.
   */
  public Map<String, StoredTensor> stateDict(String key) {
    return root.has(key) ? unwrapped(root.at(key).tensors()) : Map.of();
  }

  /** Wrapped twice, as by both, names have both prefixes. */
  private static Map<String, StoredTensor> unwrapped(Map<String, StoredTensor> found) {
    for (String wrapper : WRAPPERS) {
      if (!found.isEmpty() && found.keySet().stream().allMatch(name -> name.startsWith(wrapper))) {
        Map<String, StoredTensor> plain = new LinkedHashMap<>();
        found.forEach((name, tensor) -> plain.put(name.substring(wrapper.length()), tensor));
        return unwrapped(plain);
      }
    }
    return found;
  }

  private Map<String, StoredTensor> below(String group) {
    Map<String, StoredTensor> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(group) && name.indexOf('/', group.length()) < 0) {
            found.put(name.substring(group.length()), tensor);
          }
        });
    return found;
  }

  /**
   * Reads one tensor.
   *
   * @return a new array in C order of type {@link ElementType#readAs()}
   * @throws UserError if there is no such tensor or the file is damaged
   */
  public INDArray read(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new UserError("%s holds no tensor '%s'", path(), name);
    }
    return tensor.read();
  }

  @Override
  public void close() {
    file.close();
  }
}
