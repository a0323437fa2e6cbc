// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.GrayImage;
import org.junit.jupiter.api.Test;

class LabelSchemeTest {
  @Test
  void makeupAreaOfEachScheme() {
    assertArrayEquals(new int[] {1, 2, 3, 6, 7, 9}, area(LabelScheme.MT));
    assertArrayEquals(new int[] {1, 2, 3, 10, 12, 13}, area(LabelScheme.FACE_PARSING));
    assertArrayEquals(new int[] {1, 2, 6, 7, 11, 12}, area(LabelScheme.CELEBAMASK_HQ));
  }

  @Test
  void numbersOfValues() {
    assertEquals(14, LabelScheme.MT.size());
    assertEquals(19, LabelScheme.FACE_PARSING.size());
    assertEquals(19, LabelScheme.CELEBAMASK_HQ.size());
  }

  @Test
  void featuresAreBrowsNoseAndLips() {
    byte[] values = {0, 1, 2, 3, 4, 6, 7, 8, 9};
    RegionMap regions = LabelScheme.MT.regions(new GrayImage(9, 1, values), Path.of("map.png"));
    assertArrayEquals(new byte[] {0, 1, 2, 2, 0, 2, 2, 0, 2}, MakeupArea.of(regions).codes());
  }

  @Test
  void anUnknownValueIsNamedWithItsFile() {
    GrayImage map = new GrayImage(2, 1, new byte[] {1, (byte) 200});
    UserError error =
        assertThrows(
            UserError.class, () -> LabelScheme.FACE_PARSING.regions(map, Path.of("a/b.png")));
    assertEquals(
        "a/b.png has the label 200, which labels: face-parsing (0 to 18) does not know; "
            + "correct the map or set data.labels",
        error.getMessage());
  }

  @Test
  void theFirstValueThatASchemeLacksIsNamed() {
    Path file = Path.of("a/b.png");
    GrayImage last = new GrayImage(1, 1, new byte[] {13});
    assertEquals(FacePart.NECK, FacePart.ofCode(LabelScheme.MT.regions(last, file).codes()[0]));
    GrayImage beyond = new GrayImage(1, 1, new byte[] {14});
    UserError error = assertThrows(UserError.class, () -> LabelScheme.MT.regions(beyond, file));
    assertTrue(error.getMessage().startsWith("a/b.png has the label 14, "), error.getMessage());
  }

  @Test
  void leftAndRightHaveCodesOfTheirOwn() {
    GrayImage map = new GrayImage(6, 1, new byte[] {2, 3, 4, 5, 11, 12});
    assertArrayEquals(
        new byte[] {
          FacePart.BROW.code(),
          FacePart.BROW.secondCode(),
          FacePart.EYE.code(),
          FacePart.EYE.secondCode(),
          FacePart.EAR.code(),
          FacePart.EAR.secondCode()
        },
        LabelScheme.MT.regions(map, Path.of("map.png")).codes());
  }

  private static int[] area(LabelScheme scheme) {
    return IntStream.range(0, scheme.parts().size())
        .filter(value -> scheme.parts().get(value).wearsMakeup())
        .toArray();
  }

  @Test
  void aMirrorSwapsLeftAndRightAndNothingElse() {
    for (LabelScheme scheme : LabelScheme.values()) {
      byte[] mirrored = scheme.mirrored();
      for (int value = 0; value < scheme.size(); value++) {
        assertEquals(scheme.parts().get(value), scheme.parts().get(mirrored[value]));
        assertEquals(value, mirrored[mirrored[value]]);
      }
    }
    assertEquals(3, LabelScheme.MT.mirrored()[2]);
    assertEquals(6, LabelScheme.MT.mirrored()[6]);
  }

  /** A map that is mirrored after its translation is the translation of the mirrored map. */
  @Test
  void leftAndRightStayApartInRegions() {
    for (LabelScheme scheme : LabelScheme.values()) {
      byte[] values = new byte[scheme.size()];
      for (int value = 0; value < values.length; value++) {
        values[value] = (byte) value;
      }
      GrayImage map = new GrayImage(values.length, 1, values);
      byte[] codes = scheme.regions(map, Path.of("map.png")).codes();
      byte[] mirrored = scheme.mirrored();
      for (int value = 0; value < values.length; value++) {
        String what = scheme + " " + value;
        assertEquals(scheme.parts().get(value), FacePart.ofCode(codes[value]), what);
        assertEquals(codes[mirrored[value]], FacePart.mirrored(codes[value]), what);
      }
    }
  }

  @Test
  void aSchemeInAnother() {
    byte[] table = LabelScheme.FACE_PARSING.valuesIn(LabelScheme.MT);
    assertEquals(10, table[17], "hair");
    assertEquals(2, table[2], "one brow");
    assertEquals(3, table[3], "the other");
    assertEquals(12, table[8], "the second ear");
    assertEquals(0, table[6], "MT knows no glasses");
    byte[] itself = LabelScheme.CELEBAMASK_HQ.valuesIn(LabelScheme.CELEBAMASK_HQ);
    for (int value = 0; value < itself.length; value++) {
      assertEquals(value, itself[value]);
    }
  }
}
