// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ipmnet.core.io.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes the zip format of PyTorch, which {@code torch.load(..., weights_only=True)} reads. */
public final class PyTorchWriter {
  private static final String FOLDER = "archive/";
  private static final int ALIGNMENT = 64; // as torch.save does, so that tensors can be mapped
  private static final int LOCAL_HEADER = 30;
  private static final int EXTRA_HEADER = 4;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private PyTorchWriter() {}

  /**
   * Writes a dictionary. The same content gives the same bytes; nothing is left behind if it fails.
   *
   * @param content texts or whole numbers as keys, in the order of the map; values are
   *     dictionaries, lists, texts, numbers, truth values, null, and arrays of type float, double,
   *     long or int. An array that stands in several places is stored once, as PyTorch does with
   *     shared storages
   * @throws IllegalArgumentException for any other value
   * @throws org.ipmnet.core.UserError naming the file if it cannot be written
   */
  public static void write(Path file, Map<?, ?> content) {
    List<INDArray> storages = new ArrayList<>();
    byte[] pickle = PickleOutput.of(content, storages);
    AtomicFile.write(
        file,
        out -> {
          Members members = new Members(out);
          members.write("data.pkl", pickle);
          members.write(".format_version", "1".getBytes(StandardCharsets.US_ASCII));
          members.write(
              ".storage_alignment",
              Integer.toString(ALIGNMENT).getBytes(StandardCharsets.US_ASCII));
          members.write("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
          for (int i = 0; i < storages.size(); i++) {
            members.write("data/" + i, storages.get(i));
          }
          members.write("version", "3\n".getBytes(StandardCharsets.US_ASCII));
          members.finish();
        });
  }

  /** The members of the zip file, stored plainly, each aligned. */
  private static final class Members {
    private final ZipOutputStream zip;
    private long written;

    Members(OutputStream out) {
      zip =
          new ZipOutputStream(
              new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                  out.write(b);
                  written++;
                }

                @Override
                public void write(byte[] bytes, int offset, int count) throws IOException {
                  out.write(bytes, offset, count);
                  written += count;
                }

                @Override
                public void flush() throws IOException {
                  out.flush();
                }
              });
      zip.setMethod(ZipOutputStream.STORED);
    }

    private interface Content {
      void writeTo(OutputStream out) throws IOException;
    }

    void write(String name, byte[] bytes) throws IOException {
      write(name, bytes.length, out -> out.write(bytes));
    }

    void write(String name, INDArray array) throws IOException {
      long elements = array.isEmpty() ? 0 : array.length();
      long bytes = elements * ElementType.of(array.dataType()).bytes();
      write(name, bytes, out -> TensorBytes.encode(array, out));
    }

    private void write(String name, long length, Content content) throws IOException {
      CheckedOutputStream sum =
          new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
      content.writeTo(sum);
      ZipEntry entry = new ZipEntry(FOLDER + name);
      entry.setTimeLocal(NO_TIME);
      entry.setSize(length);
      entry.setCompressedSize(length);
      entry.setCrc(sum.getChecksum().getValue());
      zip.flush();
      long header = written + LOCAL_HEADER + entry.getName().length() + EXTRA_HEADER;
      int padding = (int) ((ALIGNMENT - header % ALIGNMENT) % ALIGNMENT);
      byte[] extra = new byte[EXTRA_HEADER + padding];
      extra[0] = 'F'; // PyTorch's own id of an extra field that is only padding
      extra[1] = 'B';
      extra[2] = (byte) padding;
      entry.setExtra(extra);
      zip.putNextEntry(entry);
      content.writeTo(zip);
      zip.closeEntry();
    }

    void finish() throws IOException {
      zip.finish();
      zip.flush();
    }
  }
}
