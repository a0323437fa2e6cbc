// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.ipmnet.data.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link FolderTransfer} says about EXIF holds. */
class ExifOrientationTest {
  /** APP1: EXIF, big-endian TIFF, one entry: orientation 6 (turn clockwise to see it upright). */
  private static final byte[] TURN_CLOCKWISE =
      HexFormat.of()
          .parseHex(
              "ffe10022457869660000"
                  + "4d4d002a00000008"
                  + "0001011200030000000100060000"
                  + "00000000");

  @Test
  void photosAreReadUpright(@TempDir Path folder) throws IOException {
    BufferedImage lying = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        lying.setRGB(x, y, 0xffffff); // left half white: the upper half once turned
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(lying, "jpg", bytes);
    byte[] jpeg = bytes.toByteArray();
    ByteArrayOutputStream turned = new ByteArrayOutputStream();
    turned.write(jpeg, 0, 2);
    turned.write(TURN_CLOCKWISE);
    turned.write(jpeg, 2, jpeg.length - 2);
    Path file = folder.resolve("turned.jpg");
    Files.write(file, turned.toByteArray());
    RgbImage upright = RgbImage.read(file);
    assertEquals(16, upright.width());
    assertEquals(32, upright.height());
    assertEquals(255, upright.rgb()[0] & 0xFF, 8);
    assertEquals(0, upright.rgb()[upright.rgb().length - 1] & 0xFF, 8);
  }
}
