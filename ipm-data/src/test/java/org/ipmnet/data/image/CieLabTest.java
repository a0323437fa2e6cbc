// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CieLabTest {
  /** Published values of sRGB's corners and of its middle gray. */
  @Test
  void knownColours() {
    assertLab(0, 0, 0, 0, 0, 0);
    assertLab(255, 255, 255, 100, 0, 0);
    assertLab(255, 0, 0, 53.24, 80.09, 67.20);
    assertLab(0, 255, 0, 87.73, -86.18, 83.18);
    assertLab(0, 0, 255, 32.30, 79.19, -107.86);
    assertLab(119, 119, 119, 50.03, 0, 0);
    assertLab(2, 2, 2, 0.55, 0, 0); // on the line near black
  }

  private static void assertLab(int red, int green, int blue, double l, double a, double b) {
    CieLab lab = CieLab.of(new RgbImage(1, 1, new byte[] {(byte) red, (byte) green, (byte) blue}));
    assertEquals(l, lab.lightness()[0], 0.02);
    assertEquals(a, lab.a()[0], 0.02);
    assertEquals(b, lab.b()[0], 0.02);
  }
}
