// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AffineMapTest {
  private static final GrayImage THREE =
      new GrayImage(3, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

  @Test
  void theWholeSquareIsThePictureItself() {
    assertArrayEquals(THREE.values(), turned(0).values());
  }

  /** The square's right points down: what was on the left is on top, from below. */
  @Test
  void aQuarterTurn() {
    assertArrayEquals(new byte[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, turned(90).values());
    assertArrayEquals(new byte[] {7, 4, 1, 8, 5, 2, 9, 6, 3}, turned(-90).values());
  }

  private static GrayImage turned(double degrees) {
    return AffineMap.square(1.5, 1.5, 3, Math.toRadians(degrees), 3).nearest(THREE, 3, 3, (byte) 0);
  }

  @Test
  void aMirror() {
    AffineMap map = AffineMap.square(1.5, 1.5, 3, 0, 3).mirrored(3);
    assertArrayEquals(
        new byte[] {3, 2, 1, 6, 5, 4, 9, 8, 7}, map.nearest(THREE, 3, 3, (byte) 0).values());
  }

  @Test
  void whatLiesOutside() {
    AffineMap map = AffineMap.square(0, 1.5, 3, 0, 3);
    assertArrayEquals(
        new byte[] {0, 1, 2, 0, 4, 5, 0, 7, 8},
        shifted(map).nearest(THREE, 3, 3, (byte) 0).values());
  }

  /** Half a pixel, so that middles fall on middles. */
  private static AffineMap shifted(AffineMap map) {
    return new AffineMap(map.xx(), map.xy(), map.x0() + 0.5, map.yx(), map.yy(), map.y0());
  }

  @Test
  void theWayBack() {
    AffineMap map = AffineMap.square(40, 30, 17, 0.7, 11);
    AffineMap back = map.inverse();
    assertEquals(3.25, back.x(map.x(3.25, 8), map.y(3.25, 8)), 1e-12);
    assertEquals(8, back.y(map.x(3.25, 8), map.y(3.25, 8)), 1e-12);
  }

  /** Turned, beyond its border on all sides, and not over what lies around it. */
  @Test
  void aPartIsAsIfItWereCutOut() {
    byte[] rgb = new byte[3 * 23 * 19];
    new java.util.Random(1).nextBytes(rgb);
    RgbImage photo = new RgbImage(23, 19, rgb);
    AffineMap map = AffineMap.square(6, 5, 14, 0.4, 17);
    assertArrayEquals(
        map.of(photo.crop(3, 4, 12, 11), 17, 17).rgb(), map.of(photo, 3, 4, 12, 11, 17, 17).rgb());
  }

  @Test
  void coloursAreBilinearAndTheBorderGoesOn() {
    RgbImage two = new RgbImage(2, 1, new byte[] {0, 10, 100, 40, 30, (byte) 200});
    AffineMap map = AffineMap.square(1, 0.5, 4, 0, 8); // half a pixel a step
    byte[] row = map.of(two, 8, 1).crop(0, 0, 8, 1).rgb();
    // middles at -0.75, -0.25, 0.25, ... : the border, then quarters of the way
    assertArrayEquals(new byte[] {0, 10, 100}, java.util.Arrays.copyOf(row, 3));
    assertEquals(10, row[9] & 0xFF); // 0.75: a quarter of the way from 0 to 40
    assertEquals(125, row[11] & 0xFF);
    assertEquals(200, row[23] & 0xFF);
  }
}
