// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.ImageHeader.Kind;

/** The directory of a TIFF file's first page. */
final class TiffStructure {
  private static final int SUBFILE_TYPE = 254;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int SAMPLES = 277;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;
  private static final int PROFILE = 34675;
  private static final int DNG_VERSION = 50706;

  /** Values of {@link #PHOTOMETRIC}. */
  private static final int WHITE_IS_ZERO = 0;

  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int CMYK = 5;
  private static final int Y_CB_CR = 6;

  /** A bit of {@link #SUBFILE_TYPE}: the page is another one's, smaller. */
  private static final int REDUCED = 1;

  /** Pictures and tiles that take more bytes are refused: pixels have up to 10 of them. */
  private static final long MOST_BYTES = 3 * ImageHeader.MAX_PIXELS;

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
    if ((directory.number(SUBFILE_TYPE, 0) & REDUCED) != 0) {
      throw unread("a raw photo, or another TIFF that begins with a preview", file);
    }
    long bits = directory.number(BITS, 1);
    long samples = directory.number(SAMPLES, 1);
    long format = directory.number(SAMPLE_FORMAT, 1);
    long photometric = directory.number(PHOTOMETRIC, -1);
    if (format != 1 || !isRead((int) photometric, samples, bits)) {
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
    int width = side(directory.number(WIDTH, 0));
    int height = side(directory.number(HEIGHT, 0));
    ImageHeader.requireAtMost(mostPixels(directory), width, height, file);
    return new ImageHeader(
        width,
        height,
        (int) bits,
        photometric <= BLACK_IS_ZERO
            ? Kind.GRAY
            : photometric == PALETTE ? Kind.PALETTE : Kind.COLOUR,
        directory.number(EXTRA_SAMPLES, 0) > 0);
  }

  /** Others the JDK mistakes: it leaves colours of few bits dark, and turns opacity around. */
  private static boolean isRead(int photometric, long samples, long bits) {
    boolean whole = bits == 8 || bits == 16;
    boolean single = samples == 1 && (whole || bits == 1 || bits == 2 || bits == 4);
    return switch (photometric) {
      case WHITE_IS_ZERO, PALETTE -> single;
      case BLACK_IS_ZERO -> single || whole && samples == 2;
      case RGB -> whole && samples >= 3 && samples <= 5;
      case CMYK -> whole && (samples == 4 || samples == 5);
      case Y_CB_CR -> whole && samples == 3;
      default -> false;
    };
  }

  private static UserError unread(String what, Path file) {
    return new UnusablePicture(
        UnusablePicture.Reason.OTHER_FORMAT,
        "%s is %s, which is not read; convert it to JPEG or PNG, or remove it",
        file,
        what);
  }

  private static int side(long value) {
    return (int) Math.min(Integer.MAX_VALUE, value);
  }

  /** How large a picture or a tile of this form may be. */
  static long mostPixels(byte[] bytes) {
    return mostPixels(directory(bytes));
  }

  private static long mostPixels(TiffDirectory directory) {
    long pixelBits = directory.number(BITS, 1) * directory.number(SAMPLES, 1);
    return Math.min(ImageHeader.MAX_PIXELS, 8 * MOST_BYTES / pixelBits);
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
    return new EmbeddedData(Orientation.of(directory), directory.bytes(PROFILE), null);
  }

  private static TiffDirectory directory(byte[] bytes) {
    return TiffDirectory.first(ByteBuffer.wrap(bytes)).orElseThrow();
  }
}
