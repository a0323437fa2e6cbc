// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelTest {
  @Test
  void floorIsThatOfMath() {
    for (double value : new double[] {-2, -1.5, -1e-9, -0.0, 0, 1e-9, 0.999999, 1, 4095.5, 1e9}) {
      assertEquals((int) Math.floor(value), Level.floor(value), () -> String.valueOf(value));
    }
  }

  /** The largest float below a half must not be rounded up, halves must. */
  @Test
  void levelsAreRoundedAsMathRounds() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      int level = random.nextInt(256);
      float half = random.nextInt(600) - 300 + 0.5f;
      float change =
          switch (i % 4) {
            case 0 -> half;
            case 1 -> Math.nextDown(half);
            case 2 -> level == 0 ? 0.49999997f : Math.nextUp(half);
            default -> 600 * random.nextFloat() - 300;
          };
      int expected = Math.max(0, Math.min(255, Math.round(level + change)));
      assertEquals(expected, Level.moved((byte) level, change) & 0xFF, () -> level + " " + change);
    }
  }
}
