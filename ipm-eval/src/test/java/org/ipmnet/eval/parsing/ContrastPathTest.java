// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContrastPathTest {
  private static final int[] LINE = {2, 3, 5, 4, 4, 3};

  private static float[][] field() {
    float[][] field = new float[LINE.length][8];
    for (int column = 0; column < LINE.length; column++) {
      field[column][LINE[column]] = 10 + column;
    }
    field[1][7] = 1000; // far from the line, and one place only
    return field;
  }

  @Test
  void followsALineAndNotASpot() {
    ContrastPath path = ContrastPath.through(field(), 2, -1, -1);
    assertArrayEquals(LINE, places(path));
    assertEquals(15, path.contrast(5), 0f);
    assertEquals(10, path.quantile(0), 0.0);
    assertEquals(13, path.quantile(0.5), 0.0);
    assertEquals(1.0 / 3, path.share(13), 1e-9);
  }

  @Test
  void beginsAndEndsWhereItShould() {
    ContrastPath path = ContrastPath.through(field(), 2, 0, 6);
    assertEquals(0, path.at(0));
    assertEquals(6, path.at(LINE.length - 1));
  }

  private static int[] places(ContrastPath path) {
    return IntStream.range(0, path.length()).map(path::at).toArray();
  }
}
