// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
}
