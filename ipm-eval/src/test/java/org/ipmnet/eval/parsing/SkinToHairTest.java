// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.data.image.CieLab;
import org.ipmnet.data.image.RgbImage;
import org.junit.jupiter.api.Test;

class SkinToHairTest {
  private static final int SIDE = 40;

  /** The left half is skin, the right half dark; the way is straight between their middles. */
  @Test
  void fromZeroToOne() {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      int column = i / 3 % SIDE;
      rgb[i] = (byte) (column < SIDE / 2 ? 200 : 50);
    }
    CieLab picture = CieLab.of(new RgbImage(SIDE, SIDE, rgb));
    HairTraits traits = HairTraits.of(picture, SIDE, SIDE, 1);
    SkinToHair way = new SkinToHair(traits, columns(2, 8), columns(30, 36));
    assertEquals(0, way.of(5), 1e-6);
    assertEquals(1, way.of(33), 1e-6);
  }

  private static int[] columns(int from, int to) {
    int[] pixels = new int[(to - from) * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i / (to - from) * SIDE + from + i % (to - from);
    }
    return pixels;
  }
}
