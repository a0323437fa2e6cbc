// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.eval.face.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatheredAreaTest {
  /** A photo of 60 x 48 with a map of 20 x 16: three pixels of one of the map's. */
  private static final int WIDTH = 60;

  private static final int HEIGHT = 48;

  private static MakeupArea area(Random random, int left, int top, int right, int bottom) {
    byte[] codes = new byte[20 * 16];
    for (int i = 0; i < codes.length; i++) {
      int x = i % 20;
      int y = i / 20;
      boolean inside = x >= left && x < right && y >= top && y < bottom && random.nextInt(5) > 0;
      codes[i] = inside ? MakeupArea.FEATURE : MakeupArea.KEEP;
    }
    return new MakeupArea(20, 16, codes);
  }

  private static boolean isIn(MakeupArea area, Frame part, int x, int y) {
    int column = part.left() + Math.max(0, Math.min(part.width() - 1, x));
    int row = part.top() + Math.max(0, Math.min(part.height() - 1, y));
    return area.codes()[row / 3 * 20 + column / 3] != MakeupArea.KEEP;
  }

  /** As the class says it, pixel by pixel. */
  private static int expected(MakeupArea area, Frame part, int radius, int x, int y) {
    if (!isIn(area, part, x, y)) {
      return 0;
    }
    int count = 0;
    for (int dy = -radius; dy <= radius; dy++) {
      for (int dx = -radius; dx <= radius; dx++) {
        count += isIn(area, part, x + dx, y + dy) ? 1 : 0;
      }
    }
    int all = (2 * radius + 1) * (2 * radius + 1);
    double t = Math.max(0, 2.0 * count / all - 1);
    return count == all ? 255 : (int) Math.round(255 * t * t * (3 - 2 * t));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 20, 16, 0, 0, 60, 48, 2",
    "5, 4, 12, 9, 0, 0, 60, 48, 3",
    "5, 4, 12, 9, 7, 5, 40, 38, 3",
    "0, 3, 20, 8, 1, 1, 33, 30, 4",
    "8, 6, 10, 7, 2, 3, 50, 40, 1",
    "8, 6, 12, 12, 2, 3, 50, 40, 0",
    "0, 0, 2, 2, 20, 20, 30, 20, 2"
  })
  void theShareOfTheAreaAroundAPixel(
      int left, int top, int right, int bottom, int x0, int y0, int width, int height, int radius) {
    Random random = new Random(left + top);
    for (int trial = 0; trial < 5; trial++) {
      MakeupArea area = area(random, left, top, right, bottom);
      Frame part = new Frame(x0, y0, width, height);
      FeatheredArea weights = new FeatheredArea(area, WIDTH, HEIGHT, part, radius);
      Frame box = weights.box();
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int weight = Math.round(255 * weights.weight(x, y));
          assertEquals(expected(area, part, radius, x, y), weight, x + ", " + y);
          boolean inBox =
              x >= box.left()
                  && y >= box.top()
                  && x < box.left() + box.width()
                  && y < box.top() + box.height();
          assertTrue(inBox || weight == 0, "nothing outside the box");
        }
      }
    }
  }

  @Test
  void aSmallAreaHasASmallBox() {
    MakeupArea area = area(new Random(2), 8, 6, 11, 9);
    Frame box = new FeatheredArea(area, WIDTH, HEIGHT, new Frame(0, 0, WIDTH, HEIGHT), 2).box();
    assertTrue(box.width() <= 9 + 6 && box.height() <= 9 + 6, box.toString());
  }
}
