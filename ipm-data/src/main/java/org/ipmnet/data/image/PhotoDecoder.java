// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/** From a file's bytes to a photo: bounded, decoded, in sRGB, upright. */
final class PhotoDecoder {
  private PhotoDecoder() {}

  /** Decodes a photo at its full size; {@code file} is what messages call it. */
  static Photo decode(byte[] bytes, Path file) {
    return decode(file, bytes, ImageHeader.of(bytes, file), 1);
  }

  /**
   * Decodes a photo.
   *
   * @param header of these bytes, found good
   * @param factor 1, or 2, 4 or 8 to reduce the photo by
   * @throws org.ipmnet.core.UserError naming the file if it is damaged
   */
  static Photo decode(Path file, byte[] bytes, ImageHeader header, int factor) {
    StoredPixels stored = stored(file, bytes, header, factor);
    PictureFormat format = PictureFormat.of(bytes, file);
    EmbeddedData embedded = EmbeddedData.of(format, bytes);
    int width = stored.width();
    int height = stored.height();
    byte[] rgb =
        ColourProfile.toSrgb(stored.colours(), stored.channels(), embedded.profile(), file);
    Orientation orientation = embedded.orientation();
    RgbImage colours =
        new RgbImage(
            orientation.width(width, height),
            orientation.height(width, height),
            orientation.upright(rgb, width, height, 3));
    byte[] alpha = stored.alpha();
    return new Photo(
        colours,
        alpha == null || isOpaque(alpha) ? null : orientation.upright(alpha, width, height, 1),
        new PhotoFile(format == PictureFormat.JPEG, embedded.exif()));
  }

  /** The same before colours and orientation are looked at. */
  static StoredPixels stored(Path file, byte[] bytes, ImageHeader header, int factor) {
    PictureFormat format = PictureFormat.of(bytes, file);
    StoredPixels stored =
        ImageDecoder.guarded(file, () -> pixels(file, format, bytes, header, factor));
    // a profile of grays is one of a single channel
    return header.kind() == ImageHeader.Kind.GRAY ? stored.gray() : stored;
  }

  static boolean isOpaque(byte[] alpha) {
    for (byte opacity : alpha) {
      if (opacity != -1) {
        return false;
      }
    }
    return true;
  }

  private static StoredPixels pixels(
      Path file, PictureFormat format, byte[] bytes, ImageHeader header, int factor)
      throws IOException {
    return switch (format) {
      case TIFF -> TiffPixels.decode(bytes, header, file);
      case BMP -> OpenCvPixels.decode(bytes, opencv_imgcodecs.IMREAD_COLOR);
      case JPEG -> OpenCvPixels.decode(bytes, reduced(header, factor));
      case WEBP -> OpenCvPixels.decode(bytes, opencv_imgcodecs.IMREAD_UNCHANGED);
      case PNG -> {
        StoredPixels pixels = OpenCvPixels.decode(bytes, opencv_imgcodecs.IMREAD_UNCHANGED);
        Optional<byte[]> transparent = PngStructure.transparentColour(bytes, header);
        yield transparent.isEmpty() ? pixels : keyed(pixels, transparent.get());
      }
    };
  }

  /** The colour key, which stands for transparency, made transparent. */
  private static StoredPixels keyed(StoredPixels pixels, byte[] transparent) {
    int channels = pixels.channels();
    byte[] alpha = new byte[pixels.width() * pixels.height()];
    for (int i = 0; i < alpha.length; i++) {
      int at = i * channels;
      boolean clear = Arrays.equals(pixels.colours(), at, at + channels, transparent, 0, channels);
      alpha[i] = (byte) (clear ? 0 : 255);
    }
    return new StoredPixels(pixels.width(), pixels.height(), channels, pixels.colours(), alpha);
  }

  private static int reduced(ImageHeader header, int factor) {
    boolean gray = header.kind() == ImageHeader.Kind.GRAY;
    int flag =
        switch (factor) {
          case 2 ->
              gray
                  ? opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2
                  : opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
          case 4 ->
              gray
                  ? opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4
                  : opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
          case 8 ->
              gray
                  ? opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8
                  : opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
          default -> gray ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR;
        };
    return flag | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
  }
}
