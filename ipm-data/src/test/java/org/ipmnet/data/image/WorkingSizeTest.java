// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkingSizeTest {
  @Test
  void longerSideIsRoundedDown() {
    assertEquals(new WorkingSize(321, 321), WorkingSize.of(361, 361, 321));
    assertEquals(new WorkingSize(321, 355), WorkingSize.of(361, 400, 321));
    assertEquals(new WorkingSize(355, 321), WorkingSize.of(400, 361, 321));
  }

  @Test
  void anotherShape() {
    assertFalse(WorkingSize.sameShape(361, 361, 361, 300));
    assertFalse(WorkingSize.sameShape(361, 361, 361, 362));
    assertFalse(WorkingSize.sameShape(361, 400, 400, 361));
    assertTrue(WorkingSize.sameShape(361, 361, 321, 321));
    assertTrue(WorkingSize.sameShape(512, 512, 64, 64));
  }

  @Property
  void aScaledPictureKeepsItsShape(
      @ForAll @IntRange(min = 50, max = 4000) int width,
      @ForAll @IntRange(min = 50, max = 4000) int height,
      @ForAll @IntRange(min = 32, max = 1024) int shorter) {
    WorkingSize size = WorkingSize.of(width, height, shorter);
    boolean sideKept = (size.width() == width) != (size.height() == height);
    assertTrue(sideKept || WorkingSize.sameShape(width, height, size.width(), size.height()));
  }

  @Property
  void nearestFollowsTheFormula(
      @ForAll @IntRange(min = 1, max = 200) int in, @ForAll @IntRange(min = 1, max = 200) int out) {
    byte[] values = new byte[in];
    for (int i = 0; i < in; i++) {
      values[i] = (byte) i;
    }
    GrayImage resized = new GrayImage(in, 1, values).resizedNearest(out, 1);
    for (int i = 0; i < out; i++) {
      assertEquals((byte) Math.floor((i + 0.5) * in / out), resized.values()[i]);
    }
  }
}
