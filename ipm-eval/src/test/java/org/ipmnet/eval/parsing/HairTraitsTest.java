// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.data.image.CieLab;
import org.ipmnet.data.image.RgbImage;
import org.junit.jupiter.api.Test;

class HairTraitsTest {
  private static final int SIDE = 32;
  private static final int[] SKIN = {208, 160, 132};
  private static final int[] HALF_AS_LIGHT = {153, 116, 95}; // linear light halved
  private static final int[] HAIR = {30, 28, 27};
  private static final int PIXEL = SIDE * SIDE / 2 + SIDE / 2;

  @Test
  void aShadowChangesLightAlone() {
    HairTraits lit = traits(SKIN, SKIN);
    HairTraits shaded = traits(HALF_AS_LIGHT, HALF_AS_LIGHT);
    double third = Math.log(2) / 3; // a cube root
    assertEquals(third, difference(lit, shaded, HairTraits.LIGHT), 0.01);
    assertEquals(0, difference(lit, shaded, HairTraits.RED), 0.01);
    assertEquals(0, difference(lit, shaded, HairTraits.YELLOW), 0.01);
    assertEquals(0, difference(lit, shaded, HairTraits.ROUGH), 1e-9);
  }

  @Test
  void hairOnSkinIsRoughAndHasLessColour() {
    HairTraits skin = traits(SKIN, SKIN);
    HairTraits hairs = traits(SKIN, HAIR);
    assertTrue(difference(skin, hairs, HairTraits.LIGHT) > 0.2);
    assertTrue(difference(skin, hairs, HairTraits.RED) > 0.01);
    assertTrue(difference(skin, hairs, HairTraits.ROUGH) < -2);
  }

  private static double difference(HairTraits from, HairTraits to, int trait) {
    return from.of(trait, PIXEL) - to.of(trait, PIXEL);
  }

  /** Columns two pixels wide of two colours. */
  private static HairTraits traits(int[] one, int[] other) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      int column = i / 3 % SIDE;
      rgb[i] = (byte) (column % 4 < 2 ? one : other)[i % 3];
    }
    return HairTraits.of(CieLab.of(new RgbImage(SIDE, SIDE, rgb)), SIDE, SIDE, 1);
  }
}
