// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CubicTapsTest {
  private static float[] line(CubicTaps taps, float... source) {
    float[] out = new float[taps.outputs()];
    taps.apply(source, 0, out, 0);
    return out;
  }

  @Test
  void sourcePixelsAreMetExactly() {
    CubicTaps taps = new CubicTaps(4, i -> i + 0.5, 1, 4);
    assertArrayEquals(new float[] {3, -1, 4, 1}, line(taps, 3, -1, 4, 1), 1e-6f);
  }

  @Test
  void betweenThemCurvesAreSmooth() {
    CubicTaps taps = new CubicTaps(1, i -> 2, 0.5, 4);
    // Catmull-Rom half way: (-a + 9 b + 9 c - d) / 16
    assertEquals((-1 + 9 * 2 + 9 * 4 - 8) / 16f, line(taps, 1, 2, 4, 8)[0], 1e-6f);
  }

  @Test
  void straightLinesStayStraightWhenEnlarged() {
    float[] ramp = new float[10];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i;
    }
    float[] out = line(new CubicTaps(20, i -> (i + 0.5) / 2, 0.5, 10), ramp);
    for (int i = 4; i < 16; i++) {
      assertEquals((i + 0.5f) / 2 - 0.5f, out[i], 1e-5f);
    }
  }

  @Test
  void shrinkingAverages() {
    float[] stripes = new float[64];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = i % 2;
    }
    float[] out = line(new CubicTaps(8, i -> (i + 0.5) * 8, 8, 64), stripes);
    for (int i = 1; i < 7; i++) {
      assertEquals(0.5f, out[i], 0.02f);
    }
  }

  @Test
  void aRowThatShrinksAndPartOfItsColumns() {
    CubicTaps taps = new CubicTaps(4, i -> (i + 0.5) * 3, 3, 12); // more than four taps
    float[] source = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
    float[] rows = new float[3 * source.length];
    for (int i = 0; i < source.length; i++) {
      rows[3 * i + 1] = source[i];
    }
    float[] column = line(taps, source);
    for (int i = 0; i < 4; i++) {
      float[] row = {7, 7, 7};
      taps.row(i, rows, row, 1, 2);
      assertArrayEquals(new float[] {7, column[i], 7}, row, 1e-5f);
    }
  }

  @Test
  void aRowOfManyColumnsIsTheSame() {
    CubicTaps taps = new CubicTaps(3, i -> i * 0.7 + 0.4, 0.7, 3);
    float[] rows = {1, 10, 2, 20, 4, 40};
    float[] row = new float[2];
    float[] column = line(taps, 1, 2, 4);
    for (int i = 0; i < 3; i++) {
      taps.row(i, rows, row, 0, row.length);
      assertEquals(column[i], row[0], 1e-5f);
      assertEquals(10 * column[i], row[1], 1e-4f);
    }
  }
}
