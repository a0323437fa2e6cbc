// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

/**
 * What a network that began with ImageNet sees: RGB in [0, 1] minus ImageNet's mean colour, divided
 * by its deviation.
 */
public final class ImageNetInput {
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  private ImageNetInput() {}

  /**
   * The value of a level.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @param level 0 to 255, need not be whole
   */
  public static float of(int channel, double level) {
    return (float) ((level / 255 - MEAN[channel]) / DEVIATION[channel]);
  }

  /**
   * Standardises interleaved pixels.
   *
   * @param rgb red, green and blue of each pixel, row by row, unsigned bytes
   * @param into one plane a channel, as many values as {@code rgb} has
   */
  public static void standardise(byte[] rgb, float[] into) {
    int plane = rgb.length / 3;
    for (int channel = 0; channel < 3; channel++) {
      float[] table = new float[256];
      for (int level = 0; level < table.length; level++) {
        table[level] = of(channel, level);
      }
      for (int i = 0, from = channel, to = channel * plane; i < plane; i++, from += 3, to++) {
        into[to] = table[rgb[from] & 0xFF];
      }
    }
  }
}
