// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The input of a network that began with ImageNet: RGB in [0, 1] minus ImageNet's mean colour,
 * divided by its deviation.
 */
public final class ImageNetInput {
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  private ImageNetInput() {}

  /** What a channel's levels are divided by, apart from the mean. */
  public static double deviation(int channel) {
    return 255 * DEVIATION[channel];
  }

  /** ImageNet's mean colour, red first, in [0, 1]. */
  public static float[] mean() {
    return floats(MEAN);
  }

  /** What each channel is divided by then, apart from the mean. */
  public static float[] deviation() {
    return floats(DEVIATION);
  }

  private static float[] floats(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /**
   * Standardises in place.
   *
   * @param images RGB levels from 0 to 255, [batch, 3, h, w]
   * @return the same array
   */
  public static INDArray standardise(INDArray images) {
    for (int channel = 0; channel < 3; channel++) {
      Slice.of(images, 1, channel, channel + 1).subi(255 * MEAN[channel]).divi(deviation(channel));
    }
    return images;
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
        table[level] = (float) ((level / 255.0 - MEAN[channel]) / DEVIATION[channel]);
      }
      for (int i = 0, from = channel, to = channel * plane; i < plane; i++, from += 3, to++) {
        into[to] = table[rgb[from] & 0xFF];
      }
    }
  }
}
