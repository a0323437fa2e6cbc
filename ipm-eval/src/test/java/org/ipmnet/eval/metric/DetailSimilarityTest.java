// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DetailSimilarityTest {
  private static final int SIDE = 80;

  private static float[] texture(long seed) {
    RandomGenerator random = new java.util.Random(seed);
    float[] image = new float[3 * SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = 0.3f * (float) random.nextGaussian();
    }
    return image;
  }

  private static double similarity(float[] a, float[] b) {
    return DetailSimilarity.of(a, b, SIDE, Region.whole(SIDE * SIDE)).getAsDouble();
  }

  @Test
  void aNewColourLeavesIt() {
    float[] target = texture(1);
    float[] tinted = target.clone();
    for (int i = 0; i < tinted.length; i++) {
      tinted[i] += i < SIDE * SIDE ? 0.3f : -0.1f;
    }
    assertEquals(1, similarity(target, target), 1e-9);
    assertEquals(1, similarity(tinted, target), 1e-6);
  }

  @Test
  void whatIsBlurredOrReplacedLosesIt() {
    float[] target = texture(1);
    float[] flat = new float[target.length];
    assertTrue(similarity(flat, target) < 0.2);
    assertTrue(similarity(texture(2), target) < 0.2);
  }

  @Test
  void anEmptyRegionHasNone() {
    Region none = new Region(new boolean[SIDE * SIDE]);
    assertEquals(OptionalDouble.empty(), DetailSimilarity.of(texture(1), texture(2), SIDE, none));
  }
}
