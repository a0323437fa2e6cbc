// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.sample.Face;
import org.junit.jupiter.api.Test;

class FaceReaderTest {
  private static final FaceFile NAMES =
      new FaceFile(
          Side.BARE, "face", Path.of("photo"), Path.of("map"), Path.of("mask"), Path.of("texture"));

  private static final RgbImage FOUR = new RgbImage(4, 1, new byte[12]);

  private final RgbImage photo = new RgbImage(3, 1, new byte[9]);
  private final GrayImage map = new GrayImage(3, 1, new byte[] {0, 1, 7}); // skin, upper lip
  private final GrayImage mask = new GrayImage(3, 1, new byte[] {0, 0, -1});

  @Test
  void theMapGoesBeforeTheMask() {
    Face both = reader(0.1).check(NAMES, photo, map, mask, null);
    assertArrayEquals(
        new byte[] {MakeupArea.KEEP, MakeupArea.SKIN, MakeupArea.FEATURE}, both.area().codes());
    Face masked = reader(0.1).check(NAMES, photo, null, mask, null);
    assertArrayEquals(
        new byte[] {MakeupArea.SKIN, MakeupArea.SKIN, MakeupArea.KEEP}, masked.area().codes());
    assertNull(reader(0.1).check(NAMES, photo, null, null, null).area());
  }

  private static FaceReader reader(double leastArea) {
    return new FaceReader(LabelScheme.MT, leastArea);
  }

  /** Four pixels, one with this value. */
  private static GrayImage mask(int one, int others) {
    byte other = (byte) others;
    return new GrayImage(4, 1, new byte[] {(byte) one, other, other, other});
  }

  private static double share(FaceReader reader, GrayImage mask) {
    return reader.check(NAMES, FOUR, null, mask, null).area().share();
  }

  private static String refusal(FaceReader reader, GrayImage mask) {
    return assertThrows(UserError.class, () -> share(reader, mask)).getMessage();
  }

  @Test
  void theLeastAreaWillDo() {
    GrayImage quarter = mask(0, 255);
    assertEquals(0.25, share(reader(0.25), quarter));
    assertEquals(
        "mask has a makeup area of 25.0 % of the picture, less than 26 %; check the map, or data.labels",
        refusal(reader(0.26), quarter));
    String half = refusal(reader(0.255), quarter);
    assertTrue(half.contains("less than 25.5 %;"), half);
  }

  @Test
  void aMaskKeepsNothingOrSomethingBrighterThanItsMiddle() {
    assertEquals(1, share(reader(0.1), mask(0, 0)));
    assertEquals(0.25, share(reader(0.1), mask(0, 128)));
    String message = refusal(reader(0.1), mask(0, 127));
    assertTrue(message.startsWith("mask holds values up to 127, a mask 0"), message);
  }
}
