// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class ScoreMapsTest {
  private static final float[] TWO = {
    3, 1, // class 0
    0, 2, // class 1
  };

  @Test
  void theHighestScoreWinsAndAmongEqualsTheLowestClass() {
    assertArrayEquals(new byte[] {0, 1}, new ScoreMaps(TWO, 2, 1, 2).best(1, 2));
    assertArrayEquals(new byte[] {0}, new ScoreMaps(new float[] {1, 1}, 2, 1, 1).best(1, 1));
  }

  /** Scores meet at 3/4 of the way: between the middles of the pixels, at 5/4 of their width. */
  @Test
  void edgesLieWhereInterpolatedScoresMeet() {
    byte[] wide = new ScoreMaps(TWO, 2, 1, 2).best(1, 16);
    byte[] expected = new byte[16];
    for (int x = 10; x < 16; x++) {
      expected[x] = 1;
    }
    assertArrayEquals(expected, wide);
  }
}
