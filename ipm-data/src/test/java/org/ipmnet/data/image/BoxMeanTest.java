// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxMeanTest {
  private static final int WIDTH = 11;
  private static final int HEIGHT = 7;

  @Test
  void boxMeansRepeatTheBorder() {
    Random random = new Random(1);
    float[] plane = new float[WIDTH * HEIGHT];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = random.nextFloat();
    }
    for (int radius : new int[] {1, 2, 9}) {
      float[] means = BoxMean.of(plane, WIDTH, HEIGHT, radius);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          double sum = 0;
          for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
              int row = Math.max(0, Math.min(HEIGHT - 1, y + dy));
              sum += plane[row * WIDTH + Math.max(0, Math.min(WIDTH - 1, x + dx))];
            }
          }
          double count = (2 * radius + 1) * (2 * radius + 1);
          assertEquals(sum / count, means[y * WIDTH + x], 1e-5);
        }
      }
    }
  }
}
