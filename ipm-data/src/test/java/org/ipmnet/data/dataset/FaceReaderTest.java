// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
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

  private final FaceReader reader = new FaceReader(LabelScheme.MT, 0.1);
  private final RgbImage photo = new RgbImage(3, 1, new byte[9]);
  private final GrayImage map = new GrayImage(3, 1, new byte[] {0, 1, 7}); // skin, upper lip
  private final GrayImage mask = new GrayImage(3, 1, new byte[] {0, 0, -1});

  @Test
  void theMapGoesBeforeTheMask() {
    Face both = reader.check(NAMES, photo, map, mask, null);
    assertArrayEquals(
        new byte[] {MakeupArea.KEEP, MakeupArea.SKIN, MakeupArea.FEATURE}, both.area().codes());
    Face masked = reader.check(NAMES, photo, null, mask, null);
    assertArrayEquals(
        new byte[] {MakeupArea.SKIN, MakeupArea.SKIN, MakeupArea.KEEP}, masked.area().codes());
    assertNull(reader.check(NAMES, photo, null, null, null).area());
  }
}
