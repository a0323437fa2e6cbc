// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A photo as its file has it, upright and in sRGB, with its transparency.
 *
 * @param colours of all pixels, those that are transparent too
 * @param alpha opacity of each pixel, 0 to 255, row by row; null if all are opaque. Kept, not
 *     copied; nobody writes to it after construction.
 * @param file what it was read from
 */
public record Photo(RgbImage colours, byte[] alpha, PhotoFile file) {
  /** What stands behind transparent pixels: the middle of what networks see. */
  public static final int BACKGROUND = 128;

  /** Checks that sizes agree. */
  public Photo {
    if (alpha != null && 3L * alpha.length != colours.rgb().length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d opacities for a photo of %dx%d",
              alpha.length,
              colours.width(),
              colours.height()));
    }
  }

  /** A photo that comes from no file. */
  public Photo(RgbImage colours, byte[] alpha) {
    this(colours, alpha, PhotoFile.NONE);
  }

  /**
   * Reads a photo of any {@link PictureFormat}.
   *
   * @throws org.ipmnet.core.UserError naming the file if it is missing, damaged, too large or no
   *     picture
   */
  public static Photo read(Path file) {
    return decode(ImageDecoder.bytes(file), file);
  }

  /**
   * Decodes a photo in memory, the bytes of a file of any {@link PictureFormat}.
   *
   * @param source what messages call it
   * @throws org.ipmnet.core.UserError naming the source if it is damaged, too large or no picture
   */
  public static Photo decode(byte[] bytes, Path source) {
    return PhotoDecoder.decode(bytes, source);
  }

  /**
   * The same with a bound of one's own.
   *
   * @param mostPixels a photo with more is refused before it is decoded
   */
  public static Photo decode(byte[] bytes, long mostPixels, Path source) {
    ImageHeader.ofAtMost(mostPixels, bytes, source);
    return decode(bytes, source);
  }

  /**
   * A copy of a picture in memory as it stands, brought to sRGB; of a gray one, each level as red,
   * green and blue.
   *
   * @param source what messages call it
   * @throws org.ipmnet.core.UserError naming the source if its size is out of bounds
   */
  public static Photo of(BufferedImage picture, Path source) {
    return AwtPixels.photo(picture, source);
  }

  /** The bytes of a PNG file with all of it: colours level by level, and transparency. */
  public byte[] toPng() {
    return PngEncoder.bytes(this);
  }

  /** The photo over a gray background, which is what networks see; itself if it is opaque. */
  public RgbImage composited() {
    return over(BACKGROUND);
  }

  /** The photo over a background of this level; itself if it is opaque. */
  public RgbImage over(int background) {
    if (alpha == null) {
      return colours;
    }
    byte[] rgb = colours.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      int opacity = alpha[i / 3] & 0xFF;
      rgb[i] = (byte) (((rgb[i] & 0xFF) * opacity + background * (255 - opacity) + 127) / 255);
    }
    return new RgbImage(colours.width(), colours.height(), rgb);
  }

  /**
   * This photo with what was changed in {@link #composited}: a pixel of any opacity takes the
   * change as it is, one that is wholly transparent none.
   *
   * @param changed of the same size
   */
  public Photo withChange(RgbImage changed) {
    if (alpha == null) {
      return new Photo(changed, null, file);
    }
    byte[] before = composited().rgb();
    byte[] rgb = colours.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      int change = (changed.rgb()[i] & 0xFF) - (before[i] & 0xFF);
      if (alpha[i / 3] != 0) {
        rgb[i] = (byte) Math.max(0, Math.min(255, (rgb[i] & 0xFF) + change));
      }
    }
    return new Photo(new RgbImage(colours.width(), colours.height(), rgb), alpha, file);
  }
}
