// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.feature;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Feature vectors of many pictures in a NumPy file, float32 [n, d], read a few rows at a time, so
 * that a set of any size takes no memory. They stay on disk between evaluations.
 */
public final class FeatureFile {
  private static final int BATCH = 64;

  private final Path file;
  private final int count;
  private final int length;
  private final int start;

  private FeatureFile(Path file, int count, int length, int start) {
    this.file = file;
    this.count = count;
    this.length = length;
    this.start = start;
  }

  /** Computes vectors of pictures, by their numbers in the set. */
  @FunctionalInterface
  public interface Extraction {
    /**
     * The vectors of some pictures.
     *
     * @return [numbers.size(), d], FLOAT
     */
    INDArray of(List<Integer> numbers);
  }

  /**
   * Where features are kept: {@code ~/.ipm/features}, or the folder that the system property {@code
   * ipm.features} names.
   */
  public static Path folder() {
    String folder = System.getProperty("ipm.features");
    return folder == null
        ? Path.of(System.getProperty("user.home"), ".ipm", "features")
        : Path.of(folder);
  }

  /**
   * Opens a file, or makes it first. One that does not hold what is asked for is made anew.
   *
   * @param file whose name stands for everything that the features depend on
   * @param count how many pictures
   * @param length how many values a vector has
   * @param batch pictures computed at once
   * @throws UserError if it cannot be written or read
   */
  public static FeatureFile of(Path file, int count, int length, int batch, Extraction extraction) {
    byte[] header = header(count, length);
    FeatureFile features = new FeatureFile(file, count, length, header.length);
    if (!features.isWhole(header)) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
      } catch (IOException e) {
        throw new UserError(
            e,
            "folder of %s cannot be made: %s; let the variable HOME name a folder that can be written",
            file,
            AtomicFile.reason(e));
      }
      AtomicFile.write(file, out -> features.write(out, header, batch, extraction));
    }
    return features;
  }

  /** Whether a file holds that many vectors of that length. */
  public static boolean isThere(Path file, int count, int length) {
    byte[] header = header(count, length);
    return new FeatureFile(file, count, length, header.length).isWhole(header);
  }

  private boolean isWhole(byte[] header) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) != start + 4L * count * length) {
        return false;
      }
      return Arrays.equals(header, read(0, header.length).array());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(OutputStream out, byte[] header, int batch, Extraction extraction)
      throws IOException {
    out.write(header);
    for (int from = 0; from < count; from += batch) {
      int to = Math.min(count, from + batch);
      INDArray rows = extraction.of(IntStream.range(from, to).boxed().toList());
      float[] values = rows.reshape(rows.length()).toFloatVector();
      if (values.length != (to - from) * length) {
        throw new IllegalArgumentException(values.length + " features of " + (to - from));
      }
      ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      out.write(bytes.array());
    }
  }

  /** The format's version 1.0: magic, length of the description, description, padded to 64. */
  private static byte[] header(int count, int length) {
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }",
            count,
            length);
    int size = (10 + text.length() + 1 + 63) / 64 * 64;
    ByteBuffer header = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (size - 10));
    header.put(
        (text + " ".repeat(size - 11 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  /** How many vectors there are. */
  public int count() {
    return count;
  }

  /**
   * Some vectors, in this order.
   *
   * @return a new array [numbers.size(), d]
   */
  public INDArray rows(List<Integer> numbers) {
    float[] values = new float[numbers.size() * length];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer row = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < numbers.size(); i++) {
        row.clear();
        fill(channel, row, start + 4L * length * numbers.get(i));
        row.flip().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, i * length, length);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return Nd4j.createFromArray(values).reshape('c', numbers.size(), length);
  }

  /** Hands some vectors on, a few at a time and in this order. */
  public void forEachBatch(List<Integer> numbers, Consumer<INDArray> to) {
    for (int from = 0; from < numbers.size(); from += BATCH) {
      to.accept(rows(numbers.subList(from, Math.min(numbers.size(), from + BATCH))));
    }
  }

  private ByteBuffer read(long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      fill(channel, buffer, at);
    }
    return buffer;
  }

  private static void fill(FileChannel channel, ByteBuffer buffer, long at) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("it ends too early");
      }
    }
  }

  private UserError failed(IOException e) {
    return new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
  }
}
