// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StyleTest {
  @Test
  void stylesAreMixed() {
    float[] mixed = StyleMix.of(new float[] {1, 0}, new float[] {0, 2}, 0.25);
    assertArrayEquals(new float[] {0.25f, 1.5f}, mixed);
  }

  @Test
  void theStylesUsedLastAreKeptWithinTheBound() {
    StyleCache<float[]> cache = new StyleCache<>(style -> style.length, 5);
    List<String> made = new ArrayList<>();
    for (String reference : List.of("a", "b", "a", "c", "b", "a")) {
      float[] style =
          cache.of(
              reference,
              () -> {
                made.add(reference);
                return new float[] {reference.charAt(0), 0};
              });
      assertEquals(reference.charAt(0), style[0]);
    }
    // room for two: c takes the place of b, b that of a
    assertEquals(List.of("a", "b", "c", "b", "a"), made);
  }

  @Test
  void aStyleLargerThanTheBoundIsStillGiven() {
    StyleCache<float[]> cache = new StyleCache<>(style -> style.length, 1);
    assertEquals(3, cache.of("a", () -> new float[3]).length);
    assertEquals(4, cache.of("b", () -> new float[4]).length);
  }
}
