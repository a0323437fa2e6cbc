// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
  @Test
  void everyHalfIsItself() {
    for (int half = 0; half < 1 << 16; half++) {
      float value = HalfPrecision.value((short) half);
      if (Float.isNaN(value)) {
        assertTrue(Float.isNaN(HalfPrecision.value(HalfPrecision.of(value))));
      } else {
        assertEquals((short) half, HalfPrecision.of(value), Integer.toHexString(half));
      }
    }
  }

  /** Between two halves lies their mean; it goes to the even one, all else to the nearer one. */
  @Test
  void theNearestHalfIsTaken() {
    for (int half = 0; half < 0x7bff; half++) {
      float below = HalfPrecision.value((short) half);
      float above = HalfPrecision.value((short) (half + 1));
      float middle = (below + above) / 2; // exact
      assertEquals((short) (half + (half & 1)), HalfPrecision.of(middle));
      assertEquals((short) half, HalfPrecision.of(Math.nextDown(middle)));
      assertEquals((short) (half + 1), HalfPrecision.of(Math.nextUp(middle)));
      assertEquals((short) (half + 1 | 0x8000), HalfPrecision.of(-Math.nextUp(middle)));
    }
  }

  @Test
  void whatIsTooLargeIsInfinite() {
    assertEquals(65504, HalfPrecision.value(HalfPrecision.of(65504)));
    assertEquals(65504, HalfPrecision.value(HalfPrecision.of(65519)));
    for (float large : new float[] {65520, 1e6f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
      assertEquals(Float.POSITIVE_INFINITY, HalfPrecision.value(HalfPrecision.of(large)));
      assertEquals(Float.NEGATIVE_INFINITY, HalfPrecision.value(HalfPrecision.of(-large)));
    }
    assertEquals(0, HalfPrecision.value(HalfPrecision.of(Float.MIN_VALUE)));
  }

  @Test
  void randomValuesAreOffByHalfAPlaceAtMost() {
    RandomGenerator random = new RandomStreams(1).at("half", 0, 0);
    for (int i = 0; i < 10_000; i++) {
      float value = (float) random.nextGaussian();
      float rounded = HalfPrecision.value(HalfPrecision.of(value));
      assertTrue(Math.abs(value - rounded) <= Math.max(Math.abs(value) * 0x1p-11, 0x1p-25));
    }
  }
}
