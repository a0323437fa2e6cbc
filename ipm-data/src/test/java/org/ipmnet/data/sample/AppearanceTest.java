// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ipmnet.data.config.AppearanceConfig;
import org.ipmnet.data.sample.Appearance.Gradient;
import org.junit.jupiter.api.Test;

class AppearanceTest {
  private static final int SIDE = 8;

  private static float[] picture() {
    Random random = new Random(1);
    float[] image = new float[3 * SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = 1.6f * random.nextFloat() - 0.8f;
    }
    return image;
  }

  private static float[] seen(AppearanceConfig config, long seed) {
    Random random = new Random(seed);
    float[] image = picture();
    Appearance.draw(config, random).apply(image, SIDE, random);
    return image;
  }

  @Test
  void withoutDifferencesNothingChanges() {
    assertArrayEquals(picture(), seen(new AppearanceConfig(0, 0, 0, 0, 0, 0), 5), 1e-6f);
  }

  @Test
  void equalDrawsLookAlikeAndOthersDoNot() {
    AppearanceConfig config = new AppearanceConfig(0.1, 0.2, 0.02, 0.5, 0.3, 0.5);
    assertArrayEquals(seen(config, 5), seen(config, 5));
    double distance = 0;
    for (int i = 0; i < 3 * SIDE * SIDE; i++) {
      distance += Math.abs(seen(config, 5)[i] - seen(config, 6)[i]);
    }
    assertTrue(distance > 1);
  }

  /** A gain moves a channel as light does; a gray picture in neutral light keeps its hue. */
  @Test
  void eachPartDoesItsOwn() {
    float[] gained = seen(new AppearanceConfig(0.3, 0, 0, 0, 0, 0), 7);
    double ratio = (gained[0] + 1) / (picture()[0] + 1);
    for (int i = 1; i < SIDE * SIDE; i++) {
      if (gained[i] < 1) {
        assertEquals(ratio, (gained[i] + 1) / (picture()[i] + 1), 1e-4);
      }
    }
    float[] even = new float[3 * SIDE * SIDE];
    new Appearance(new double[] {1, 1, 1}, 1, 0, 1, Gradient.NONE, 1)
        .apply(even, SIDE, new Random(1));
    assertArrayEquals(new float[even.length], even, 1e-6f, "blur keeps what is even");
  }

  @Test
  void aLampLightsOneSideMore() {
    float[] gray = new float[3 * SIDE * SIDE];
    new Appearance(new double[] {1, 1, 1}, 1, 0, 0, new Gradient(0.4, 0), 1)
        .apply(gray, SIDE, new Random(1));
    double perPixel = Math.exp(0.4 * 2 / SIDE);
    for (int i = 0; i < gray.length; i++) {
      if (i % SIDE > 0) {
        assertEquals(perPixel, (gray[i] + 1) / (gray[i - 1] + 1), 1e-5);
      }
    }
    assertEquals(0, (gray[3] + gray[4]) / 2, 0.01, "the middle stays");
  }

  /** A coarse JPEG differs more from the picture than a fine one, and its mean stays. */
  @Test
  void jpegTakesDetail() {
    double fine = loss(0.98f);
    double coarse = loss(0.2f);
    assertTrue(fine > 0 && coarse > 3 * fine, fine + " and " + coarse);
  }

  private static double loss(float quality) {
    float[] gray = new float[3 * SIDE * SIDE];
    for (int i = 0; i < gray.length; i++) {
      gray[i] = picture()[i % (SIDE * SIDE)];
    }
    float[] image = gray.clone();
    JpegLoss.apply(image, SIDE, quality);
    double loss = 0;
    double sum = 0;
    for (int i = 0; i < image.length; i++) {
      loss += Math.abs(image[i] - gray[i]) / image.length;
      sum += (image[i] - gray[i]) / image.length;
    }
    assertEquals(0, sum, 0.05, "the mean");
    return loss;
  }

  /** A run of before repeats: what is not asked for draws nothing. */
  @Test
  void withoutLightAndJpegNothingElseIsDrawn() {
    Random random = new Random(3);
    Appearance.draw(new AppearanceConfig(0.1, 0.2, 0.02, 0.5, 0, 0), random);
    Random expected = new Random(3);
    for (int i = 0; i < 4; i++) {
      expected.nextGaussian();
    }
    expected.nextDouble();
    expected.nextDouble();
    assertEquals(expected.nextLong(), random.nextLong());
  }
}
