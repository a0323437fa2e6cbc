// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.data.testing.GoldenArrays;
import org.junit.jupiter.api.Test;

class ResizeGoldenTest {
  /** The manifest's tolerance, in words there: "equal, or at most 1 level". */
  private static final int TOLERANCE = 1;

  @Test
  void matchesPil() {
    GoldenArrays golden = GoldenArrays.open("blocks");
    int checked = 0;
    for (var names = golden.manifest().get("arrays").fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.startsWith("resize_") && name.endsWith(".x")) {
        check(golden, name.substring(0, name.length() - 2));
        checked++;
      }
    }
    assertTrue(checked > 0, "the case has no resize_* arrays");
  }

  private static void check(GoldenArrays golden, String name) {
    int[] in = golden.shape(name + ".x");
    int[] out = golden.shape(name + ".y");
    int side = Math.min(out[0], out[1]);
    byte[] found;
    int[] shape;
    if (in.length == 3) {
      RgbImage image = new RgbImage(in[1], in[0], golden.bytes(name + ".x")).withShorterSide(side);
      found = image.rgb();
      shape = new int[] {image.height(), image.width(), 3};
    } else {
      WorkingSize size = WorkingSize.of(in[1], in[0], side);
      GrayImage image =
          new GrayImage(in[1], in[0], golden.bytes(name + ".x"))
              .resized(size.width(), size.height());
      found = image.values();
      shape = new int[] {image.height(), image.width()};
    }
    assertArrayEquals(out, shape);
    byte[] expected = golden.bytes(name + ".y");
    for (int i = 0; i < expected.length; i++) {
      int difference = Math.abs((expected[i] & 0xFF) - (found[i] & 0xFF));
      assertTrue(difference <= TOLERANCE, name + " differs by " + difference + " at " + i);
    }
  }

  /** PIL 13, {@code Image.BICUBIC}, of 5 x 4 pixels with levels (7 i^2 + 41 i) mod 256. */
  @Test
  void bicubicEqualsPil() {
    byte[] levels = new byte[60];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (i * i * 7 + i * 41);
    }
    RgbImage image = new RgbImage(5, 4, levels);
    int[] smaller = {
      112, 104, 99, 170, 117, 51, 159, 137, 139, 120, 80, 100, 86, 89, 103, 198, 95, 192
    };
    int[] lower = {
      37, 76, 130, 197, 85, 103, 212, 143, 9, 160, 70, 56, 172, 201, 151, 128, 107, 91, 98, 128, 26,
      75, 147, 96, 187, 27, 155, 151, 179, 212, 136, 54, 180, 127, 87, 77, 65, 68, 99, 130, 112,
          170,
      255, 74, 189
    };
    int[] largerBegins = {
      0, 43, 104, 64, 20, 122, 193, 6, 127, 247, 83, 40, 232, 111, 0, 170, 90, 2, 203, 141, 95, 237
    };
    assertLevels(smaller, image.resized(3, 2, Interpolation.BICUBIC));
    assertLevels(lower, image.resized(5, 3, Interpolation.BICUBIC));
    assertLevels(largerBegins, image.resized(8, 7, Interpolation.BICUBIC));
  }

  private static void assertLevels(int[] expected, RgbImage found) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found.rgb()[i] & 0xFF, found.width() + " wide, at " + i);
    }
  }

  @Test
  void aSquareLosesTheShape() {
    RgbImage image = new RgbImage(5, 4, new byte[60]);
    Resize square = new Resize(6, Resize.Form.SQUARE, Interpolation.BICUBIC);
    assertEquals(6, square.of(image).width());
    assertEquals(6, square.of(image).height());
    assertEquals(new WorkingSize(7, 6), square.keepingShape().size(5, 4));
  }
}
