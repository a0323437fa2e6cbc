// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ipmnet.data.label.FacePart;
import org.junit.jupiter.api.Test;

class MakeupRegionsTest {
  private static final int SIDE = 64;

  /** Skin all over, one pixel for each eye, a brow, both lips with teeth between, a neck. */
  private static byte[] face() {
    byte[] codes = new byte[SIDE * SIDE];
    Arrays.fill(codes, FacePart.SKIN.code());
    codes[at(20, 20)] = FacePart.EYE.code();
    codes[at(20, 44)] = FacePart.EYE.secondCode();
    codes[at(15, 20)] = FacePart.BROW.code();
    codes[at(25, 25)] = FacePart.NOSE.code();
    codes[at(50, 30)] = FacePart.UPPER_LIP.code();
    codes[at(51, 30)] = FacePart.INNER_MOUTH.code();
    codes[at(52, 30)] = FacePart.LOWER_LIP.code();
    codes[at(63, 30)] = FacePart.NECK.code();
    codes[at(40, 40)] = FacePart.HAIR.code();
    return codes;
  }

  private static int at(int row, int column) {
    return row * SIDE + column;
  }

  private static MakeupRegions regions(byte[] codes, EyeBoxEdge edge) {
    return MakeupRegions.of(codes, edge).orElseThrow();
  }

  @Test
  void regionsOfAFace() {
    MakeupRegions regions = regions(face(), EyeBoxEdge.EMPTY);
    assertArrayEquals(new int[] {at(50, 30), at(52, 30)}, regions.lips());
    assertEquals(SIDE * SIDE - 7, regions.skin().length, "no eyes, brow, lips, teeth, hair");
    assertEquals(21 * 21 - 2, regions.leftEye().length, "without the eye and its brow");
    assertEquals(21 * 21 - 1, regions.rightEye().length);
    assertTrue(
        IntStream.of(regions.leftEye()).anyMatch(pixel -> pixel == at(25, 25)), "the nose is");
    assertArrayEquals(
        IntStream.rangeClosed(10, 30)
            .flatMap(row -> IntStream.rangeClosed(34, 54).map(column -> at(row, column)))
            .filter(pixel -> pixel != at(20, 44))
            .toArray(),
        regions.rightEye());
  }

  @Test
  void aBoxBeyondTheTopIsEmptyOrCut() {
    byte[] codes = face();
    codes[at(5, 44)] = FacePart.EYE.secondCode();
    codes[at(20, 44)] = FacePart.SKIN.code();
    assertArrayEquals(
        new int[] {at(5, 44)}, regions(codes, EyeBoxEdge.EMPTY).rightEye(), "the eye itself");
    int[] cut = regions(codes, EyeBoxEdge.CUT).rightEye();
    assertEquals(16 * 21 - 1, cut.length);
    assertEquals(at(0, 34), cut[0]);
  }

  @Test
  void aBoxBeyondTheBottomIsCutEitherWay() {
    byte[] codes = face();
    codes[at(60, 60)] = FacePart.EYE.secondCode();
    codes[at(20, 44)] = FacePart.SKIN.code();
    for (EyeBoxEdge edge : EyeBoxEdge.values()) {
      assertEquals(14 * 14 - 1, regions(codes, edge).rightEye().length, edge + "");
    }
  }

  @Test
  void withoutOneEyeThereAreNone() {
    for (int eye : new int[] {at(20, 20), at(20, 44)}) {
      byte[] codes = face();
      codes[eye] = FacePart.SKIN.code();
      assertTrue(MakeupRegions.of(codes, EyeBoxEdge.CUT).isEmpty());
    }
  }
}
