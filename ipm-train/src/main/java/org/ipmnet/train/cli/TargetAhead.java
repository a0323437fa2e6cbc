// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.ipmnet.core.io.Aside;
import org.ipmnet.data.image.Photo;

/**
 * A target that is decoded while the model is opened: both take some tenths of a second, in which
 * native libraries are loaded. Any other photo is read when it is asked for.
 */
final class TargetAhead implements Function<Path, Photo>, AutoCloseable {
  private final Path file;
  private Aside<Photo> photo; // null once it is taken, or where there is none

  private TargetAhead(Path file, Aside<Photo> photo) {
    this.file = file;
    this.photo = photo;
  }

  /** Begins to read what is named as target, unless it is a folder. */
  static TargetAhead of(Path target) {
    boolean readable = Files.isRegularFile(target);
    return new TargetAhead(
        target, readable ? Aside.of("ipm-decoder", () -> Photo.read(target)) : null);
  }

  /** The photo, once; a second time it is read again. */
  @Override
  public synchronized Photo apply(Path wanted) {
    if (photo == null || !wanted.equals(file)) {
      return Photo.read(wanted);
    }
    try (Aside<Photo> taken = photo) {
      photo = null;
      return taken.take();
    }
  }

  @Override
  public synchronized void close() {
    if (photo != null) {
      photo.close();
    }
  }
}
