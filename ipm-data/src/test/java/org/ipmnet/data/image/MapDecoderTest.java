// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.data.testing.PngBytes;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapDecoderTest {
  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GRAY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  @TempDir Path folder;

  /** Every form that PNG knows: colour type and bits. */
  static Stream<Arguments> forms() {
    return Stream.of(
            new int[] {GRAY, 1, 2, 4, 8, 16},
            new int[] {RGB, 8, 16},
            new int[] {PALETTE, 1, 2, 4, 8},
            new int[] {GRAY_ALPHA, 8, 16},
            new int[] {RGB_ALPHA, 8, 16})
        .flatMap(
            form ->
                Stream.iterate(1, i -> i < form.length, i -> i + 1)
                    .map(i -> Arguments.of(form[0], form[i])));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormThatKeepsTheValuesGivesThem(int colourType, int bits) throws IOException {
    Random random = new Random(31L * colourType + bits);
    for (int width : new int[] {1, 7, 8, 33}) {
      int height = 5;
      int[] labels = random.ints(width * height, 0, Math.min(256, 1 << bits)).toArray();
      Path file = folder.resolve(width + ".png");
      Files.write(file, PngBytes.ofEqualChannels(width, height, colourType, bits, labels));
      GrayImage map = GrayImage.readValues(file);
      assertEquals(width, map.width());
      assertEquals(height, map.height());
      for (int i = 0; i < labels.length; i++) {
        assertEquals(labels[i], map.values()[i] & 0xFF);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void thePalettesColoursDoNotMatter(int bits) {
    Path file = folder.resolve("map.png");
    int labels = Math.min(14, 1 << bits);
    TinyFaces.palette(file, bits, 7, 5, (x, y) -> (x + y) % labels);
    GrayImage map = GrayImage.readValues(file);
    for (int i = 0; i < 35; i++) {
      assertEquals((i % 7 + i / 7) % labels, map.values()[i]);
    }
  }

  @Test
  void aPictureOfLabelsForTheEyeIsRefused() {
    Path file = folder.resolve("colour.png");
    TinyFaces.rgb(file, 4, 4, (x, y) -> x == 2 && y == 1 ? 0x010102 : 0x010101);
    assertRefused(file, "is coloured at (2, 1)", "save the raw label values");
  }

  @Test
  void aJpegIsRefusedForItsLoss() {
    Path file = folder.resolve("map.jpg");
    TinyFaces.gray(file, 4, 4, (x, y) -> 1);
    assertRefused(file, "is a JPEG", "turns labels at edges into others");
    Path renamed = folder.resolve("map.png");
    assertTrue(file.toFile().renameTo(renamed.toFile()));
    assertRefused(renamed, "is a JPEG", "as PNG");
  }

  @Test
  void valuesThatAreNoBytesAreRefused() throws IOException {
    Path file = folder.resolve("deep.png");
    BufferedImage deep = new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(1, 1, 0, 7 * 257);
    ImageIO.write(deep, "png", file.toFile());
    assertRefused(file, "has the 16-bit value 1799 at (1, 1)", "with 8 bits");
  }

  @Test
  void aLabelThatCannotBeSeenIsRefused() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00000000);
    image.setRGB(1, 0, 0xFF070707);
    Path file = folder.resolve("alpha.png");
    ImageIO.write(image, "png", file.toFile());
    assertArrayEquals(new byte[] {0, 7}, GrayImage.readValues(file).values());
    image.setRGB(0, 0, 0x00070707);
    ImageIO.write(image, "png", file.toFile());
    assertRefused(file, "is transparent at (0, 0)", "the label 7");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void damagedPixelsAreFound(int colourType, int bits) throws IOException {
    int[] labels = new Random(3).ints(40 * 40, 0, Math.min(256, 1 << bits)).toArray();
    byte[] png = PngBytes.ofEqualChannels(40, 40, colourType, bits, labels);
    png[png.length - 12 - 12] ^= 0x10; // shortly before the end of IDAT
    Path file = folder.resolve("damaged.png");
    Files.write(file, png);
    assertRefused(file, "is truncated or damaged", "remove it");
  }

  @ParameterizedTest
  @ValueSource(ints = {RGB, RGB_ALPHA})
  void widePixelsAreBoundedBeforeTheyAreDecoded(int colourType) throws IOException {
    byte[] png = PngBytes.ofEqualChannels(4, 4, colourType, 16, new int[16]);
    Path file = folder.resolve("size.png");
    Files.write(file, PngBytes.claiming(png, 6_000, 5_000));
    assertRefused(file, "is 6000x5000 pixels, more than the 25 million allowed", "smaller");
  }

  private static void assertRefused(Path file, String... parts) {
    String message = assertThrows(UserError.class, () -> GrayImage.readValues(file)).getMessage();
    assertTrue(message.startsWith(file + " "), message);
    assertTrue(message.contains("; ") && message.lines().count() == 1, message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }
}
