// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.awt.image.BufferedImage;
import java.util.Locale;
import org.ipmnet.data.image.Levels;

/** The networks' images, planes of red, green and blue in [-1, 1], as pictures to look at. */
public final class PlanarImage {
  private PlanarImage() {}

  /**
   * A picture of one image.
   *
   * @param rgb three planes of {@code size * size} values, rows from the top; clamped to [-1, 1],
   *     NaN shows as black
   * @param size width and height in pixels
   * @throws IllegalArgumentException if the array has another length
   */
  public static BufferedImage toPicture(float[] rgb, int size) {
    int plane = size * size;
    if (rgb.length != 3 * plane) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "expected 3 planes of %dx%d, found %d values", size, size, rgb.length));
    }
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[plane];
    for (int i = 0; i < plane; i++) {
      pixels[i] =
          Levels.nearest(rgb[i]) << 16
              | Levels.nearest(rgb[plane + i]) << 8
              | Levels.nearest(rgb[2 * plane + i]);
    }
    picture.setRGB(0, 0, size, size, pixels, 0, size);
    return picture;
  }

  /** The image of a picture: planes of red, green and blue in [-1, 1]; a new array. */
  public static float[] of(BufferedImage picture) {
    int width = picture.getWidth();
    int plane = width * picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    float[] rgb = new float[3 * plane];
    for (int i = 0; i < plane; i++) {
      rgb[i] = Levels.signed(pixels[i] >> 16 & 0xFF);
      rgb[plane + i] = Levels.signed(pixels[i] >> 8 & 0xFF);
      rgb[2 * plane + i] = Levels.signed(pixels[i] & 0xFF);
    }
    return rgb;
  }
}
