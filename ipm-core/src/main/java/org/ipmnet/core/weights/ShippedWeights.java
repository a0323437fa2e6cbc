// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights that come with the program: resources beside the class that uses them. */
public final class ShippedWeights {
  private ShippedWeights() {}

  /**
   * The weights that a user has imported, or else those that come with the program as {@code
   * KEY.safetensors}.
   *
   * @param user the class beside which these lie
   * @param wanted as {@link Pretrained#read}
   * @throws UserError if the imported file is not the network's
   */
  public static SortedMap<String, INDArray> orImported(
      Pretrained network, Class<?> user, TensorShapes wanted) {
    Path imported = network.defaultFile();
    return Files.exists(imported)
        ? network.read(imported, wanted)
        : read(user, network.key() + ".safetensors", file -> network.read(file, wanted));
  }

  /**
   * Reads a weight file that lies among the program's classes; it is a file on disk for as long as
   * that takes.
   *
   * @param user the class beside which it lies
   * @param name of the file
   * @param reader of a weight file; it keeps nothing open
   * @return what the reader makes of it
   * @throws UserError if there is no room for temporary files
   */
  public static <T> T read(Class<?> user, String name, Function<Path, T> reader) {
    try (InputStream in = user.getResourceAsStream(name)) {
      Path copy = Files.createTempFile("ipm-weights", ".safetensors");
      Closeable removal = () -> Files.delete(copy); // whose failure must not hide another
      try (removal) {
        Files.copy(Objects.requireNonNull(in, name), copy, StandardCopyOption.REPLACE_EXISTING);
        return reader.apply(copy);
      }
    } catch (IOException e) {
      throw new UserError(
          e,
          "%s of this program cannot be unpacked (%s): is there room for temporary files?",
          name,
          AtomicFile.reason(e));
    }
  }
}
