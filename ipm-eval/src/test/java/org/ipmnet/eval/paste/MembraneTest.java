// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MembraneTest {
  @Property(tries = 100)
  void knownValuesStayAndUnknownOnesLieBetweenThem(
      @ForAll @IntRange(min = 1, max = 40) int side, @ForAll long seed) {
    Random random = new Random(seed);
    float[] plane = new float[side * side];
    boolean[] known = new boolean[plane.length];
    float least = Float.MAX_VALUE;
    float most = -Float.MAX_VALUE;
    for (int i = 0; i < plane.length; i++) {
      plane[i] = random.nextFloat() - 0.5f;
      known[i] = i == 0 || random.nextInt(5) == 0;
      least = known[i] ? Math.min(least, plane[i]) : least;
      most = known[i] ? Math.max(most, plane[i]) : most;
    }
    float[] before = plane.clone();
    Membrane.fill(new float[][] {plane}, known, side);
    for (int i = 0; i < plane.length; i++) {
      if (known[i]) {
        assertEquals(before[i], plane[i]);
      }
      assertTrue(plane[i] >= least - 1e-5 && plane[i] <= most + 1e-5, "pixel " + i);
    }
  }

  @Test
  void withNothingKnownThereIsNothing() {
    float[] plane = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    Membrane.fill(new float[][] {plane}, new boolean[9], 3);
    assertArrayEquals(new float[9], plane);
  }

  @Test
  void thereIsNoJumpBesideKnownValues() {
    int side = 96;
    float[] plane = new float[side * side];
    boolean[] known = new boolean[plane.length];
    for (int y = 24; y < 72; y++) { // a slope, 1 at its upper edge, 0 at its lower one
      for (int x = 24; x < 72; x++) {
        plane[y * side + x] = (71 - y) / 47f;
        known[y * side + x] = true;
      }
    }
    Membrane.fill(new float[][] {plane}, known, side);
    for (int y = 16; y < 24; y++) {
      assertEquals(plane[(y + 1) * side + 48], plane[y * side + 48], 0.04, "row " + y);
    }
  }
}
