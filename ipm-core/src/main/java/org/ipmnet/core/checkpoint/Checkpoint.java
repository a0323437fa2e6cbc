// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.checkpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.weights.ElementType;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One safetensors file: the networks' tensors under the names of weight files, whatever else the
 * run needs (moments, codes) under its own, and texts (configuration, iteration, versions, DL4J's
 * JSON of each network) as metadata. Two checksums, of the tensors' bytes and of all else, show
 * whether a file is damaged.
 */
public final class Checkpoint implements AutoCloseable {
  private static final String FORMAT = "ipm.format";
  private static final String CHECKSUM = "ipm.crc32c";
  private static final String HEADER_CHECKSUM = "ipm.header.crc32c";
  private static final String CONFIG = "ipm.config";
  private static final String ITERATION = "ipm.iteration";
  private static final String BARE_STYLE = "bare_style";
  private static final String NETWORK = "network.";
  private static final String CURRENT = "1";
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
  private static final long MOST = 999_999_999_999_999_999L; // 18 digits, as a file's name may have

  private final Path file;
  private final SafeTensors tensors;

  private Checkpoint(Path file, SafeTensors tensors) {
    this.file = file;
    this.tensors = tensors;
  }

  /** What is to be written. Arrays are not copied: write before they change. */
  public static final class Content {
    private final SortedMap<String, INDArray> tensors = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    /**
     * A checkpoint's essentials.
     *
     * @param iteration iterations finished, which is also the position in the data
     * @param config the resolved configuration as YAML
     */
    public Content(long iteration, String config) {
      texts.put(FORMAT, CURRENT);
      texts.put(ITERATION, Long.toString(iteration));
      texts.put(CONFIG, config);
    }

    /** Adds a network: parameters, running statistics, DL4J's JSON. */
    public Content network(Network network) {
      tensors.putAll(tensors(network));
      texts.put(NETWORK + network.name(), network.graph().getConfiguration().toJson());
      return this;
    }

    /**
     * Adds the mean style code of bare faces, [1, style, 1, 1], which removal transfers towards.
     */
    public Content bareStyle(INDArray style) {
      return tensor(BARE_STYLE, style);
    }

    /** Adds one more tensor. */
    public Content tensor(String name, INDArray tensor) {
      tensors.put(name, tensor);
      return this;
    }

    /** Adds one more text. */
    public Content text(String name, String text) {
      texts.put(name, text);
      return this;
    }

    /**
     * Writes aside, syncs, and moves into place.
     *
     * @throws UserError naming the file if it cannot be written
     */
    public void writeTo(Path file) {
      texts.put(CHECKSUM, Long.toHexString(SafeTensors.checksum(tensors)));
      SortedMap<String, String> described = new TreeMap<>();
      tensors.forEach((name, t) -> described.put(name, readAs(t) + " " + shape(t)));
      texts.put(HEADER_CHECKSUM, headerChecksum(texts, described));
      SafeTensors.write(file, tensors, texts);
    }
  }

  /** A network's parameters and running statistics under the names of weight files. */
  public static SortedMap<String, INDArray> tensors(Network network) {
    SortedMap<String, INDArray> all = new TreeMap<>();
    network.parameterViews().forEach((name, view) -> all.put(network.name() + "." + name, view));
    network.statisticViews().forEach((name, view) -> all.put(network.name() + "." + name, view));
    return all;
  }

  /** The same of several networks. */
  private static SortedMap<String, INDArray> tensors(List<Network> networks) {
    SortedMap<String, INDArray> all = new TreeMap<>();
    networks.forEach(network -> all.putAll(tensors(network)));
    return all;
  }

  /**
   * Opens a checkpoint and checks that it is whole.
   *
   * @throws UserError if it is damaged, or no checkpoint of this program
   */
  public static Checkpoint open(Path file) {
    try (Opening opening = new Opening()) {
      SafeTensors tensors = opening.add(SafeTensors.open(file));
      Map<String, String> texts = tensors.metadata();
      if (!texts.containsKey(FORMAT)) {
        throw new UserError(
            "%s is no checkpoint: it lacks the metadata of one (is it an export?)", file);
      }
      if (!CURRENT.equals(texts.get(FORMAT))) {
        throw new UserError(
            "%s has checkpoint format %s, this version reads %s", file, texts.get(FORMAT), CURRENT);
      }
      SortedMap<String, String> described = new TreeMap<>();
      for (String name : tensors.names()) {
        StoredTensor tensor = tensors.tensor(name);
        described.put(name, tensor.type().readAs() + " " + tensor.shape());
      }
      String header = headerChecksum(texts, described);
      if (!Long.toHexString(tensors.checksum()).equals(texts.get(CHECKSUM))
          || !header.equals(texts.getOrDefault(HEADER_CHECKSUM, header))) { // early files have none
        throw new UserError("checkpoint %s is damaged: its checksum is wrong", file);
      }
      opening.complete();
      return new Checkpoint(file, tensors);
    }
  }

  private static DataType readAs(INDArray tensor) {
    return ElementType.of(tensor.dataType()).readAs();
  }

  /** Whether a file is a safetensors file that says it is a checkpoint. */
  public static boolean isOne(Path file) {
    if (!file.getFileName().toString().endsWith(".safetensors") || !Files.isRegularFile(file)) {
      return false;
    }
    try (SafeTensors tensors = SafeTensors.open(file)) {
      return tensors.metadata().containsKey(FORMAT);
    }
  }

  /** The CRC-32C of all texts, and of the tensors' names, types and shapes. */
  private static String headerChecksum(
      Map<String, String> texts, SortedMap<String, String> tensors) {
    SortedMap<String, String> covered = new TreeMap<>(texts);
    covered.remove(HEADER_CHECKSUM);
    CRC32C crc = new CRC32C();
    crc.update((covered + "\n" + tensors).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /** Where it lies: in a run, which of its checkpoints this is. */
  public Path file() {
    return file;
  }

  /**
   * Iterations finished when it was written.
   *
   * @throws UserError if it does not say so
   */
  public long iteration() {
    return number(ITERATION, MOST);
  }

  /** The run's resolved configuration, YAML. */
  public String config() {
    return text(CONFIG);
  }

  /** Whether {@link Content#text} added a text of this name. */
  public boolean hasText(String name) {
    return tensors.metadata().containsKey(name);
  }

  /**
   * A text that {@link Content#text} added.
   *
   * @throws UserError if there is none of this name
   */
  public String text(String name) {
    String text = tensors.metadata().get(name);
    if (text == null) {
      throw new UserError("checkpoint %s holds no %s", file, name);
    }
    return text;
  }

  /**
   * A text that is a whole number from 0 on.
   *
   * @param most the largest that is possible
   * @throws UserError if there is none of this name, or it is no such number
   */
  public long number(String name, long most) {
    String text = text(name);
    if (!DIGITS.matcher(text).matches() || Long.parseLong(text) > most) {
      throw new UserError(
          "checkpoint %s: %s must be a whole number from 0 to %d", file, name, most);
    }
    return Long.parseLong(text);
  }

  /** A text that {@link Content#text} added, or {@code absent} if there is none of this name. */
  public String textOr(String name, String absent) {
    return tensors.metadata().getOrDefault(name, absent);
  }

  /** The names of the networks in it. */
  public Set<String> networks() {
    Set<String> networks = new TreeSet<>();
    for (String text : tensors.metadata().keySet()) {
      if (text.startsWith(NETWORK)) {
        networks.add(text.substring(NETWORK.length()));
      }
    }
    return networks;
  }

  /**
   * Writes the networks' tensors, without optimiser, to a plain safetensors file: the same bytes
   * for the same weights.
   */
  public void export(Path to) {
    SafeTensors.write(to, weights(), Map.of("format", "pt"));
  }

  /**
   * Writes a checkpoint of the networks alone in half precision: enough to transfer with, a sixth
   * of the size.
   */
  public void exportModel(Path to) {
    Content content = new Content(iteration(), config());
    networks().forEach(name -> content.text(NETWORK + name, text(NETWORK + name)));
    weights().forEach((name, tensor) -> content.tensor(name, tensor.castTo(DataType.HALF)));
    bareStyle().ifPresent(style -> content.bareStyle(style.castTo(DataType.HALF)));
    content.writeTo(to);
  }

  /** Reads the networks' tensors, without optimiser, into new arrays. */
  public SortedMap<String, INDArray> weights() {
    SortedMap<String, INDArray> weights = new TreeMap<>();
    Set<String> networks = networks();
    for (String name : tensors.names()) {
      if (networks.contains(name.substring(0, Math.max(0, name.indexOf('.'))))) {
        weights.put(name, tensors.read(name));
      }
    }
    return weights;
  }

  /** The mean style code of bare faces, if {@link Content#bareStyle} added one. */
  public Optional<INDArray> bareStyle() {
    return has(BARE_STYLE) ? Optional.of(read(BARE_STYLE)) : Optional.empty();
  }

  /**
   * The same for networks whose style code has this length.
   *
   * @throws UserError if it has another
   */
  public Optional<INDArray> bareStyle(int style) {
    if (!has(BARE_STYLE)) {
      return Optional.empty();
    }
    INDArray code = Nd4j.create(DataType.FLOAT, 1, style, 1, 1);
    read(BARE_STYLE, code);
    return Optional.of(code);
  }

  /** Whether there is such a tensor. */
  public boolean has(String tensor) {
    return tensors.names().contains(tensor);
  }

  /** Reads a tensor into a new array. */
  public INDArray read(String tensor) {
    return tensors.read(tensor);
  }

  /**
   * Reads a tensor into an array of the same length.
   *
   * @throws UserError if there is none of this name, or it has another length
   */
  public void read(String tensor, INDArray into) {
    INDArray found = tensors.read(tensor);
    if (found.length() != into.length()) {
      throw new UserError(
          "checkpoint %s does not fit: %s has shape %s, not %s",
          file, tensor, shape(found), shape(into));
    }
    into.assign(found.reshape(into.shape()));
  }

  /**
   * Loads networks.
   *
   * @throws UserError naming all missing, surplus and misshapen tensors at once
   */
  public void load(List<Network> networks) {
    SortedMap<String, INDArray> wanted = tensors(networks);
    TensorShapes shapes = new TensorShapes();
    wanted.forEach((name, view) -> shapes.add(name, view.shape()));
    Map<String, List<Long>> found = new TreeMap<>();
    tensors.names().forEach(name -> found.put(name, tensors.tensor(name).shape()));
    List<String> faults =
        shapes.faults(
            found, name -> networks.stream().noneMatch(n -> name.startsWith(n.name() + ".")));
    if (!faults.isEmpty()) {
      throw new UserError(
          "checkpoint %s does not fit the networks: %s", file, String.join("; ", faults));
    }
    wanted.forEach(this::read);
  }

  /**
   * Loads of networks whatever fits: tensors of the same name and shape. The others stay as they
   * are.
   *
   * @return the names of those that did not fit
   * @throws UserError if nothing fits
   */
  public SortedSet<String> loadFitting(List<Network> networks) {
    SortedMap<String, INDArray> wanted = tensors(networks);
    SortedSet<String> others = new TreeSet<>();
    wanted.forEach(
        (name, view) -> {
          if (has(name) && tensors.tensor(name).shape().equals(shape(view))) {
            read(name, view);
          } else {
            others.add(name);
          }
        });
    if (others.size() == wanted.size()) {
      throw new UserError("%s has no tensor that fits these networks", file);
    }
    return others;
  }

  private static List<Long> shape(INDArray view) {
    return Arrays.stream(view.shape()).boxed().toList();
  }

  @Override
  public void close() {
    tensors.close();
  }
}
