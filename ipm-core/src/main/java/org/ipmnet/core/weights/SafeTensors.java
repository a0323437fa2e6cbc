// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.Opening;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A safetensors file, open for reading: 8 bytes of header length (little-endian), a JSON header,
 * the tensors' bytes.
 *
 * <pre>{@code
 * SafeTensors.write(file, tensors, Map.of("format", "pt"));
 * try (SafeTensors weights = SafeTensors.open(file)) {
 *   INDArray kernel = weights.read("enc.0.weight");
 * }
 * }</pre>
 *
 * <p>Files are not trusted: the header is checked as a whole before any tensor is read, and no
 * number in it makes this class allocate more than the file is long.
 */
public final class SafeTensors implements AutoCloseable {
  private static final int LENGTH_BYTES = 8;
  // A few thousand tensors need less than 1 MiB; parsed JSON takes some ten times its length.
  private static final long LONGEST_HEADER = 16L << 20;

  private final FileBytes file;
  private final SafeTensorsHeader header;
  private final long dataStart;

  private SafeTensors(FileBytes file, SafeTensorsHeader header, long dataStart) {
    this.file = file;
    this.header = header;
    this.dataStart = dataStart;
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws UserError in one line if the file is absent, unreadable or not valid
   */
  public static SafeTensors open(Path path) {
    try (Opening opening = new Opening()) {
      FileBytes file = opening.add(FileBytes.open(path));
      SafeTensors opened = of(file);
      opening.complete();
      return opened;
    }
  }

  /** As {@link #open}; the file is closed with what is returned. */
  static SafeTensors of(FileBytes file) {
    try {
      return read(file);
    } catch (MalformedFile e) {
      throw file.error("safetensors file", e);
    }
  }

  private static SafeTensors read(FileBytes file) {
    if (file.length() < LENGTH_BYTES) {
      throw new MalformedFile("it has only %d bytes", file.length());
    }
    long headerLength = file.read(0, LENGTH_BYTES).getLong();
    long rest = file.length() - LENGTH_BYTES;
    if (headerLength < 0 || headerLength > Math.min(rest, LONGEST_HEADER)) {
      throw new MalformedFile(
          "its header claims %s bytes, %d are possible",
          Long.toUnsignedString(headerLength), Math.min(rest, LONGEST_HEADER));
    }
    byte[] json = file.read(LENGTH_BYTES, (int) headerLength).array();
    return new SafeTensors(
        file, SafeTensorsHeader.parse(json, rest - headerLength), LENGTH_BYTES + headerLength);
  }

  /** The tensors' names, in the order of their bytes. */
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /** The file's {@code __metadata__}, sorted by key; empty if it has none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * Reads one tensor.
   *
   * @return a new array in C order of type {@link ElementType#readAs()}
   * @throws UserError if there is no such tensor, it cannot be read, or it takes 2 GiB or more
   */
  public INDArray read(String name) {
    return tensor(name).read();
  }

  /**
   * One tensor, not yet read.
   *
   * @throws UserError if the file has no tensor of this name
   */
  public StoredTensor tensor(String name) {
    TensorEntry entry = header.tensors().get(name);
    if (entry == null) {
      throw new UserError("%s holds no tensor '%s'", file.path(), name);
    }
    return StoredTensor.whole(
        file,
        new Storage.InFile(file, dataStart + entry.begin(), entry.end() - entry.begin()),
        entry.type(),
        ByteOrder.LITTLE_ENDIAN,
        entry.shape().stream().mapToLong(Long::longValue).toArray(),
        'c');
  }

  /**
   * The CRC-32C of all tensors' bytes in the order of the file, to be compared with {@link
   * #checksum(SortedMap)} of what was written.
   *
   * @throws UserError if the file cannot be read
   */
  public long checksum() {
    return file.checksum(new CRC32C(), dataStart, file.length() - dataStart);
  }

  /** The CRC-32C that a file of these tensors will have. */
  public static long checksum(SortedMap<String, INDArray> tensors) {
    CheckedOutputStream out =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32C());
    try {
      for (String name : order(tensors)) {
        TensorBytes.encode(tensors.get(name), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a null stream cannot fail
    }
    return out.getChecksum().getValue();
  }

  /** Closes the file. */
  @Override
  public void close() {
    file.close();
  }

  /**
   * Writes tensors of type float, half, double, long or int. The same tensors and metadata give the
   * same bytes, on every machine: tensors stand in the order of the reference implementation (I64,
   * F64, F32, I32, F16, by name within a type), metadata by key, and the header is padded to a
   * multiple of 8 bytes. Nothing is left behind if it fails.
   *
   * @param tensors by name; not changed
   * @param metadata texts for {@code __metadata__}, which is left out if this is empty
   * @throws IllegalArgumentException if a tensor has another type or is named {@code __metadata__}
   * @throws UserError naming the file if it cannot be written
   */
  public static void write(
      Path file, SortedMap<String, INDArray> tensors, Map<String, String> metadata) {
    if (tensors.containsKey("__metadata__")) {
      throw new IllegalArgumentException("a tensor cannot be named __metadata__");
    }
    List<String> order = order(tensors);
    Map<String, TensorEntry> entries = new LinkedHashMap<>();
    long end = 0;
    for (String name : order) {
      INDArray tensor = tensors.get(name);
      ElementType type = ElementType.of(tensor.dataType());
      long begin = end;
      end += (tensor.isEmpty() ? 0 : tensor.length()) * type.bytes();
      entries.put(name, new TensorEntry(name, type, shape(tensor), begin, end));
    }
    byte[] head = new SafeTensorsHeader(metadata, entries).encode();
    AtomicFile.write(
        file,
        out -> {
          ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
          out.write(length.putLong(head.length).array());
          out.write(head);
          for (String name : entries.keySet()) {
            TensorBytes.encode(tensors.get(name), out);
          }
        });
  }

  private static List<String> order(SortedMap<String, INDArray> tensors) {
    return tensors.keySet().stream()
        .sorted(
            Comparator.comparing((String name) -> ElementType.of(tensors.get(name).dataType()))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static List<Long> shape(INDArray tensor) {
    return Arrays.stream(tensor.shape()).boxed().toList();
  }
}
