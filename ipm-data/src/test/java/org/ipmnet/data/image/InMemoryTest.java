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
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.data.testing.PictureBytes;
import org.ipmnet.data.testing.PngBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        Arrays.copyOf(png, png.length / 2));
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
          assertThrows(UserError.class, () -> GrayImage.ofValues(line, SOURCE)),
          assertThrows(UserError.class, () -> GrayImage.ofLevels(line, SOURCE))
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
      assertArrayEquals(values, GrayImage.ofValues(map, SOURCE).values());
    }
    byte[] png = PngBytes.ofEqualChannels(14, 1, 0, 8, labels);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertArrayEquals(values, GrayImage.ofValues(read, SOURCE).values());
  }

  @Test
  void aColouredMapIsNoMap() {
    BufferedImage map = noise(BufferedImage.TYPE_INT_RGB);
    UserError error = assertThrows(UserError.class, () -> GrayImage.ofValues(map, SOURCE));
    assertEquals(
        "upload is coloured at (0, 0) and no parsing map: a picture of labels for the eye has lost"
            + " their numbers; save the raw label values",
        error.getMessage());
  }

  private static void assertLevelsAreThoseOfTheFile(byte[] png, Path folder) throws IOException {
    GrayImage expected = GrayImage.readLevels(Files.write(folder.resolve("m.png"), png));
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertArrayEquals(expected.values(), GrayImage.ofLevels(read, SOURCE).values());
    assertArrayEquals(expected.values(), GrayImage.ofLevels(png, SOURCE).values());
  }

  /** Colour type and bits of a channel, as PNG counts them. */
  @ParameterizedTest
  @CsvSource({"0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "4,8", "4,16", "6,8", "6,16"})
  void theLevelsOfAMaskAreThoseOfItsFile(int colourType, int bits, @TempDir Path folder)
      throws IOException {
    int[] levels = new Random(bits).ints(21, 0, 1 << bits).toArray();
    assertLevelsAreThoseOfTheFile(PngBytes.ofEqualChannels(7, 3, colourType, bits, levels), folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void aMasksPaletteIsLookedUp(int bits, @TempDir Path folder) throws IOException {
    byte[] colours = new byte[3 << bits];
    Arrays.fill(colours, 0, 3, (byte) 255); // index 0 is white, all others black
    byte[] png = PngBytes.ofPalette(2, 2, bits, new int[] {0, 1, 1, 0}, colours);
    assertLevelsAreThoseOfTheFile(png, folder);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertArrayEquals(new byte[] {-1, 0, 0, -1}, GrayImage.ofLevels(read, SOURCE).values());
  }

  @Test
  void aMasksTransparencyIsNotLookedAt(@TempDir Path folder) throws IOException {
    BufferedImage mask = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    mask.setRGB(0, 0, 0x00FFFFFF);
    mask.setRGB(1, 0, 0x80101010);
    assertLevelsAreThoseOfTheFile(PictureBytes.of(mask, "png"), folder);
    assertArrayEquals(new byte[] {-1, 16, 0}, GrayImage.ofLevels(mask, SOURCE).values());
  }

  @Test
  void aColouredMaskIsNoMask() {
    BufferedImage mask = noise(BufferedImage.TYPE_INT_RGB);
    UserError error = assertThrows(UserError.class, () -> GrayImage.ofLevels(mask, SOURCE));
    assertEquals(
        "upload has colours; expected a gray picture: save it with one channel",
        error.getMessage());
  }

  /** As {@link MapDecoderTest} has it of files. */
  @Test
  void onlyWideMapsHaveTheSmallerBound() {
    BufferedImage binary = new BufferedImage(6_000, 5_000, BufferedImage.TYPE_BYTE_BINARY);
    assertEquals(6_000, GrayImage.ofValues(binary, SOURCE).width());
    BufferedImage deep = new BufferedImage(6_000, 5_000, BufferedImage.TYPE_USHORT_GRAY);
    UserError error = assertThrows(UserError.class, () -> GrayImage.ofValues(deep, SOURCE));
    assertEquals(
        "upload is 6000x5000 pixels, more than the 25 million allowed; make it smaller",
        error.getMessage());
  }
}
