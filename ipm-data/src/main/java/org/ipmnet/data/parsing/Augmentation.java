// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import java.util.random.RandomGenerator;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.Luma;
import org.ipmnet.data.image.RgbImage;

/**
 * Varies a photo and its map as the published program trains: enlarged, cropped, mirrored, with
 * other brightness, contrast and saturation; here also turned and made less sharp. A mirrored map's
 * left and right values change places.
 */
final class Augmentation {
  private final ParsingDataConfig config;
  private final byte[] mirrored;

  Augmentation(ParsingDataConfig config) {
    this.config = config;
    this.mirrored = config.labels().mirrored();
  }

  /**
   * Makes a training sample.
   *
   * @param source photo and map, squares of side {@code data.size}
   * @param random of this sample; always the same number of draws
   * @param image 3 crop crop levels, 0 to 255, red before green before blue, written to
   * @param classes crop crop values of the map, written to
   */
  void apply(ParsedPhoto source, RandomGenerator random, float[] image, float[] classes) {
    int crop = config.crop();
    int size = source.photo().width();
    double scale = between(random, config.leastScale(), config.mostScale());
    double angle = Math.toRadians(between(random, -config.rotation(), config.rotation()));
    boolean flip = random.nextDouble() < config.flip();
    double side = Math.min(size, crop / scale); // as published: no crop larger than its photo
    double slack = (size - side) / 2;
    double centerX = size / 2.0 + between(random, -slack, slack);
    double centerY = size / 2.0 + between(random, -slack, slack);
    double brightness = factor(random, config.brightness());
    double contrast = factor(random, config.contrast());
    double saturation = factor(random, config.saturation());
    double blur = between(random, 1, config.blur());

    AffineMap map = AffineMap.square(centerX, centerY, side, angle, crop);
    if (flip) {
      map = map.mirrored(crop);
    }
    RgbImage photo = map.of(source.photo(), crop, crop);
    if (blur > 1) {
      int small = (int) Math.max(1, Math.round(crop / blur));
      photo = photo.resized(small, small).resized(crop, crop);
    }
    colours(photo.rgb(), brightness, contrast, saturation, image);
    GrayImage values = map.nearest(source.map(), crop, crop, (byte) 0);
    for (int i = 0; i < classes.length; i++) {
      int value = values.values()[i] & 0xFF;
      classes[i] = flip ? mirrored[value] : value;
    }
  }

  private static void colours(
      byte[] rgb, double brightness, double contrast, double saturation, float[] into) {
    int plane = rgb.length / 3;
    double mean = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      mean += gray(rgb, i);
    }
    mean *= brightness / plane;
    for (int i = 0, from = 0; i < plane; i++, from += 3) {
      double gray = mean + contrast * (brightness * gray(rgb, from) - mean);
      for (int k = 0; k < 3; k++) {
        double level = mean + contrast * (brightness * (rgb[from + k] & 0xFF) - mean);
        double value = gray + saturation * (level - gray);
        into[k * plane + i] = (float) Math.max(0, Math.min(255, value));
      }
    }
  }

  private static double gray(byte[] rgb, int i) {
    return Luma.of(rgb[i] & 0xFF, rgb[i + 1] & 0xFF, rgb[i + 2] & 0xFF);
  }

  private static double between(RandomGenerator random, double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  private static double factor(RandomGenerator random, double strength) {
    return between(random, 1 - strength, 1 + strength);
  }
}
