// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads photos of any size into bounded memory. A large JPEG is reduced by 2, 4 or 8 while it is
 * decoded, so that its full size is never in memory; a PNG is bounded as {@link RgbImage#read}
 * bounds it. Large pictures take turns, however many threads read. JPEGs are turned upright as
 * their EXIF data says.
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
    int flag = flag(factor);
    if (pixels < LARGE) {
      return ImageDecoder.guarded(file, () -> decode(file, flag));
    }
    TURNS.lock();
    try {
      return ImageDecoder.guarded(file, () -> decode(file, flag));
    } finally {
      TURNS.unlock();
    }
  }

  private static RgbImage decode(Path file, int flag) {
    try (Mat bgr = opencv_imgcodecs.imread(file.toString(), flag)) {
      if (bgr == null || bgr.empty() || bgr.type() != opencv_core.CV_8UC3) {
        throw ImageHeader.truncated(file);
      }
      opencv_imgproc.cvtColor(bgr, bgr, opencv_imgproc.COLOR_BGR2RGB);
      byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(bgr.cols(), bgr.rows()))];
      try (BytePointer pixels = bgr.data()) {
        pixels.get(rgb);
      }
      return new RgbImage(bgr.cols(), bgr.rows(), rgb);
    }
  }

  private static int flag(int factor) {
    return switch (factor) {
      case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
      case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
      case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
      default -> opencv_imgcodecs.IMREAD_COLOR;
    };
  }
}
