// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngEncoderTest {
  private static final Random RANDOM = new Random(3);

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  @Test
  void coloursAreReadBackToTheLevel() throws IOException {
    Photo photo = new Photo(new RgbImage(37, 23, random(3 * 37 * 23)), null);
    Photo read = Photo.decode(photo.toPng(), Path.of("photo"));
    assertArrayEquals(photo.colours().rgb(), read.colours().rgb());
    assertNull(read.alpha());
    assertSeenByTheJdk(photo);
  }

  /** Clear pixels have colours too. */
  @Test
  void soIsTransparency() throws IOException {
    byte[] alpha = random(8 * 9);
    alpha[5] = 0;
    Photo photo = new Photo(new RgbImage(8, 9, random(3 * 8 * 9)), alpha);
    Photo read = Photo.decode(photo.toPng(), Path.of("photo"));
    assertArrayEquals(photo.colours().rgb(), read.colours().rgb());
    assertArrayEquals(alpha, read.alpha());
    assertSeenByTheJdk(photo);
  }

  private static void assertSeenByTheJdk(Photo photo) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(photo.toPng()));
    int width = photo.colours().width();
    byte[] rgb = photo.colours().rgb();
    for (int i = 0; i < rgb.length / 3; i++) {
      int opacity = photo.alpha() == null ? 255 : photo.alpha()[i] & 0xFF;
      int colour = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
      assertEquals(opacity << 24 | colour, picture.getRGB(i % width, i / width), "at " + i);
    }
  }
}
