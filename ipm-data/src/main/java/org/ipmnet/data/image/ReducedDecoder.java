// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads photos of any size into bounded memory. A large JPEG is reduced by 2, 4 or 8 while it is
 * decoded, so that its full size is never in memory; others are bounded as {@link RgbImage#read}
 * bounds them. Large pictures take turns, however many threads read.
 */
public final class ReducedDecoder {
  /** A sequential JPEG may be so large: it is decoded row by row. */
  private static final long MOST_SEQUENTIAL = 1_000_000_000;

  /** From here on pictures take turns. */
  private static final long LARGE = 25_000_000;

  private static final ReentrantLock TURNS = new ReentrantLock();
  private static final int[] FACTORS = {1, 2, 4, 8};

  private ReducedDecoder() {}

  /**
   * Reads a photo, reduced as little as the bound allows.
   *
   * @param mostPixels the bound, at least a 64th of what may be read
   * @throws org.ipmnet.core.UserError naming the file if it is missing, damaged, no picture or too
   *     large
   */
  public static RgbImage read(Path file, long mostPixels) {
    byte[] bytes = ImageDecoder.bytes(file);
    boolean rows = JpegStructure.matches(bytes) && !JpegStructure.isProgressive(bytes);
    ImageHeader header =
        ImageHeader.ofAtMost(
            rows ? Math.min(MOST_SEQUENTIAL, 64 * mostPixels) : ImageHeader.MAX_PIXELS,
            bytes,
            file);
    long pixels = (long) header.width() * header.height();
    int factor = 1;
    for (int candidate : FACTORS) {
      if (pixels / ((long) candidate * candidate) <= mostPixels || candidate == 8) {
        factor = candidate;
        break;
      }
    }
    if (pixels < LARGE) {
      return decode(file, bytes, header, factor);
    }
    TURNS.lock();
    try {
      return decode(file, bytes, header, factor);
    } finally {
      TURNS.unlock();
    }
  }

  private static RgbImage decode(Path file, byte[] bytes, ImageHeader header, int factor) {
    RgbImage photo = PhotoDecoder.decode(file, bytes, header, factor).composited();
    return JpegStructure.matches(bytes)
        ? photo
        : photo.resized(Math.max(1, photo.width() / factor), Math.max(1, photo.height() / factor));
  }
}
