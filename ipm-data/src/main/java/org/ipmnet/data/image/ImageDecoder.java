// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * What decoders of every kind begin and end with: the file's bytes, and the fault that a damaged
 * file becomes. OpenCV decodes, but for TIFF and parsing maps, which the JDK reads. What is wrong
 * with a file is a {@link UserError} that names it; that OpenCV's library is missing is no file's
 * fault and a {@link LinkageError}.
 */
final class ImageDecoder {
  private ImageDecoder() {}

  /**
   * Reads a file as a whole.
   *
   * @throws UserError naming it if it is missing, too large or cannot be read
   */
  static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError("%s does not exist or is no file; check the path", file);
    }
    try {
      if (Files.size(file) > Integer.MAX_VALUE - 16) {
        throw new UserError("%s is larger than 2 GiB; make it smaller", file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }

  /** What decodes a file. */
  interface Decoding<T> {
    T decode() throws IOException;
  }

  /**
   * Decodes a file whose header was found good.
   *
   * @throws UserError naming the file, whatever exception the decoder throws
   * @throws LinkageError if it is not there
   */
  static <T> T guarded(Path file, Decoding<T> decoding) {
    try {
      return decoding.decode();
    } catch (IOException | RuntimeException e) {
      if (e instanceof UserError known) {
        throw known;
      }
      UserError error = ImageHeader.truncated(file);
      error.initCause(e);
      throw error;
    }
  }
}
