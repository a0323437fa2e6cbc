// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuidedFilterTest {
  private static final int WIDTH = 11;
  private static final int HEIGHT = 7;

  @Test
  void whatIsEvenStays() {
    float[] even = new float[WIDTH * HEIGHT];
    Arrays.fill(even, 0.3f);
    for (float value : new GuidedFilter(noise(2), WIDTH, HEIGHT, 2).of(even)) {
      assertEquals(0.3, value, 1e-4);
    }
  }

  @Test
  void noiseGoesAndTheGuidesEdgeStays() {
    float[] guide = new float[WIDTH * HEIGHT];
    float[] plane = noise(3);
    for (int i = 0; i < guide.length; i++) {
      guide[i] = i % WIDTH < WIDTH / 2 ? 0 : 1;
      plane[i] = guide[i] + 0.2f * (plane[i] - 0.5f);
    }
    float[] smooth = new GuidedFilter(guide, WIDTH, HEIGHT, 2).of(plane);
    for (int i = 0; i < smooth.length; i++) {
      assertEquals(guide[i], smooth[i], 0.07, "pixel " + i);
    }
    assertTrue(deviation(smooth, guide) < deviation(plane, guide) / 2);
  }

  private static double deviation(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] plane = new float[WIDTH * HEIGHT];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = random.nextFloat();
    }
    return plane;
  }
}
