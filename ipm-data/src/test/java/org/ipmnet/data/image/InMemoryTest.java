// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.data.testing.PictureBytes;
import org.ipmnet.data.testing.PngBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that were never files. */
class InMemoryTest {
  private static final Path SOURCE = Path.of("upload");

  private static BufferedImage noise(int type) {
    BufferedImage image = new BufferedImage(13, 9, type);
    Random random = new Random(type);
    for (int i = 0; i < 13 * 9; i++) {
      image.setRGB(i % 13, i / 13, random.nextInt());
    }
    return image;
  }

  /** What a file of the same picture gives. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void aPictureIsReadAsItsFileIs(int type, @TempDir Path folder) throws IOException {
    BufferedImage picture = noise(type);
    byte[] png = PictureBytes.of(picture, "png");
    Photo expected = Photo.read(Files.write(folder.resolve("p.png"), png));
    Photo found = Photo.of(picture, SOURCE);
    assertArrayEquals(expected.colours().rgb(), found.colours().rgb());
    assertArrayEquals(expected.alpha(), found.alpha());
    Photo decoded = Photo.decode(png, SOURCE);
    assertArrayEquals(expected.colours().rgb(), decoded.colours().rgb());
    assertArrayEquals(expected.alpha(), decoded.alpha());
  }

  @Test
  void sixteenBitsOfGrayBecomeEight() {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    picture.getRaster().setSample(0, 0, 0, 0x80FF);
    picture.getRaster().setSample(1, 0, 0, 0xFFFF);
    Photo found = Photo.of(picture, SOURCE);
    assertArrayEquals(new byte[] {-128, -128, -128, -1, -1, -1}, found.colours().rgb());
    assertNull(found.alpha());
  }

  @Test
  void bytesThatAreNoPictureAreOneLine() {
    assertRefused(
        "upload is neither PNG nor JPEG, WebP, BMP or TIFF; convert or remove it",
        "no picture".getBytes(StandardCharsets.UTF_8));
    assertRefused("upload is empty; put the picture there again or remove it", new byte[0]);
    byte[] png = PictureBytes.of(noise(BufferedImage.TYPE_INT_RGB), "png");
    assertRefused(
        "upload is truncated or damaged; put the picture there again or remove it",
        java.util.Arrays.copyOf(png, png.length / 2));
  }

  private static void assertRefused(String message, byte[] bytes) {
    UserError error = assertThrows(UserError.class, () -> Photo.decode(bytes, SOURCE));
    assertEquals(message, error.getMessage());
  }

  @Test
  void aLineOfPixelsIsRefused() {
    BufferedImage line = new BufferedImage(2, 14_000, BufferedImage.TYPE_BYTE_GRAY);
    for (UserError error :
        new UserError[] {
          assertThrows(UserError.class, () -> Photo.of(line, SOURCE)),
          assertThrows(UserError.class, () -> GrayImage.of(line, SOURCE))
        }) {
      assertEquals(
          "upload is 2x14000 pixels, one side more than 16 times the other; cut or remove it",
          error.getMessage());
    }
  }

  /** Palette indices, single channels, and equal ones are values; Java's own copies are too. */
  @Test
  void theValuesOfAMapAreThoseOfItsFile() throws IOException {
    byte[] levels = new byte[14];
    IndexColorModel palette = new IndexColorModel(8, 14, levels, levels, levels); // all black
    BufferedImage indexed = new BufferedImage(14, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    BufferedImage gray = new BufferedImage(14, 1, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage colour = new BufferedImage(14, 1, BufferedImage.TYPE_3BYTE_BGR);
    byte[] values = new byte[14];
    int[] labels = new int[14];
    for (int x = 0; x < 14; x++) {
      values[x] = (byte) x;
      labels[x] = x;
      indexed.getRaster().setSample(x, 0, 0, x);
      gray.getRaster().setSample(x, 0, 0, x);
      colour.setRGB(x, 0, x * 0x010101);
    }
    for (BufferedImage map : new BufferedImage[] {indexed, gray, colour}) {
      assertArrayEquals(values, GrayImage.of(map, SOURCE).values());
    }
    byte[] png = PngBytes.ofEqualChannels(14, 1, 0, 8, labels);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertArrayEquals(values, GrayImage.of(read, SOURCE).values());
  }

  @Test
  void aColouredMapIsNoMap() {
    BufferedImage map = noise(BufferedImage.TYPE_INT_RGB);
    UserError error = assertThrows(UserError.class, () -> GrayImage.of(map, SOURCE));
    assertEquals(
        "upload is coloured at (0, 0) and no parsing map: a picture of labels for the eye has lost"
            + " their numbers; save the raw label values",
        error.getMessage());
  }
}
