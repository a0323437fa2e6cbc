// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.ImageHeader.Kind;

/** The directory of a TIFF file's first page. */
final class TiffStructure {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int SAMPLES = 277;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;
  private static final int PROFILE = 34675;
  private static final int DNG_VERSION = 50706;

  /** Values of {@link #PHOTOMETRIC}; those below are grays and colours too. */
  private static final int PALETTE = 3;

  private static final int CMYK = 5;
  private static final int Y_CB_CR = 6;

  private TiffStructure() {}

  static boolean matches(byte[] bytes) {
    return PictureFormat.startsWith(bytes, "II*\0")
        || PictureFormat.startsWith(bytes, "MM\0*")
        || isBig(bytes);
  }

  private static boolean isBig(byte[] bytes) {
    return PictureFormat.startsWith(bytes, "II+\0") || PictureFormat.startsWith(bytes, "MM\0+");
  }

  static ImageHeader read(byte[] bytes, Path file) {
    if (isBig(bytes)) {
      throw unread("a BigTIFF", file);
    }
    TiffDirectory directory =
        TiffDirectory.first(ByteBuffer.wrap(bytes)).orElseThrow(() -> ImageHeader.truncated(file));
    if (directory.has(DNG_VERSION)) {
      throw unread("a raw photo (DNG)", file);
    }
    long bits = directory.number(BITS, 1);
    long samples = directory.number(SAMPLES, 1);
    long format = directory.number(SAMPLE_FORMAT, 1);
    long photometric = directory.number(PHOTOMETRIC, -1);
    boolean known = photometric >= 0 && photometric <= Y_CB_CR && photometric != 4 && format == 1;
    if (!known || samples < 1 || samples > 5 || (bits > 8 && bits != 16)) {
      throw unread(
          String.format(
              Locale.ROOT,
              "a TIFF of photometric interpretation %d with %d samples of %d bits, format %d",
              photometric,
              samples,
              bits,
              format),
          file);
    }
    return new ImageHeader(
        side(directory.number(WIDTH, 0)),
        side(directory.number(HEIGHT, 0)),
        (int) bits,
        photometric < 2 ? Kind.GRAY : photometric == PALETTE ? Kind.PALETTE : Kind.COLOUR,
        directory.number(EXTRA_SAMPLES, 0) > 0);
  }

  private static UserError unread(String what, Path file) {
    return new UserError(
        "%s is %s, which is not read; convert it to JPEG or PNG, or remove it", file, what);
  }

  private static int side(long value) {
    return (int) Math.min(Integer.MAX_VALUE, value);
  }

  /** Numbers that make a pixel. */
  static long samples(byte[] bytes) {
    return directory(bytes).number(SAMPLES, 1);
  }

  /** Whether samples are cyan, magenta, yellow and black. */
  static boolean isCmyk(byte[] bytes) {
    return directory(bytes).number(PHOTOMETRIC, -1) == CMYK;
  }

  /** Whether colours are stored already multiplied by their opacity. */
  static boolean isPremultiplied(byte[] bytes) {
    return directory(bytes).number(EXTRA_SAMPLES, 0) == 1;
  }

  static EmbeddedData embedded(byte[] bytes) {
    TiffDirectory directory = directory(bytes);
    return new EmbeddedData(Orientation.of(directory), directory.bytes(PROFILE));
  }

  private static TiffDirectory directory(byte[] bytes) {
    return TiffDirectory.first(ByteBuffer.wrap(bytes)).orElseThrow();
  }
}
