// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipmnet.data.testing.IccProfiles;
import org.ipmnet.data.testing.PictureBytes;
import org.ipmnet.data.testing.PngBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourProfileTest {
  /** Skin, lips, a dark and a neutral one, as sRGB has them. */
  private static final int[][] COLOURS = {
    {224, 172, 105}, {190, 40, 60}, {30, 60, 40}, {128, 128, 128}
  };

  private static final Path NAME = Path.of("photo");

  @TempDir Path folder;

  /** The colours as Display P3 stores them, in tiles that JPEG keeps. */
  private static BufferedImage inDisplayP3() {
    BufferedImage image = new BufferedImage(64, 16, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 64; x++) {
      int[] colour = COLOURS[x / 16];
      int[] stored = IccProfiles.inDisplayP3(colour[0], colour[1], colour[2]);
      for (int y = 0; y < 16; y++) {
        image.setRGB(x, y, stored[0] << 16 | stored[1] << 8 | stored[2]);
      }
    }
    return image;
  }

  private void assertConverted(byte[] file, int tolerance) throws IOException {
    RgbImage photo = RgbImage.read(Files.write(folder.resolve("p3"), file));
    for (int tile = 0; tile < COLOURS.length; tile++) {
      for (int k = 0; k < 3; k++) {
        int found = photo.rgb()[3 * (8 * 64 + 16 * tile + 8) + k] & 0xFF;
        assertEquals(COLOURS[tile][k], found, tolerance, "tile " + tile + " channel " + k);
      }
    }
  }

  @Test
  void aPhonesColoursBecomeThoseOfSrgb() throws IOException {
    byte[] profile = IccProfiles.displayP3();
    BufferedImage image = inDisplayP3();
    assertConverted(PictureBytes.pngWithProfile(PictureBytes.of(image, "png"), profile), 2);
    assertConverted(PictureBytes.jpegWithProfile(PictureBytes.of(image, "jpg"), profile), 5);
    assertConverted(
        PictureBytes.extendedWebp(PictureBytes.webp(image), 64, 16, "ICCP", profile), 2);
  }

  /** Reduced while it is decoded, a large JPEG is converted as well. */
  @Test
  void aReducedPhotoIsConvertedToo() throws IOException {
    byte[] jpeg =
        PictureBytes.jpegWithProfile(
            PictureBytes.of(inDisplayP3(), "jpg"), IccProfiles.displayP3());
    RgbImage photo = ReducedDecoder.read(Files.write(folder.resolve("p3.jpg"), jpeg), 16 * 64 / 4);
    assertEquals(32, photo.width());
    assertEquals(COLOURS[1][0], photo.rgb()[3 * (4 * 32 + 12)] & 0xFF, 5);
  }

  @Test
  void anotherEditionOfSrgbTouchesNothing() {
    byte[] colours = new byte[3 * 256];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (byte) (i * 89);
    }
    assertSame(colours, ColourProfile.toSrgb(colours, 3, IccProfiles.srgb(), NAME));
    assertSame(colours, ColourProfile.toSrgb(colours, 3, null, NAME));
  }

  @Test
  void graysHaveProfilesToo() {
    byte[] grays = {0, 64, (byte) 128, -1};
    byte[] dark = ColourProfile.toSrgb(grays, 1, IccProfiles.gray(1.0), NAME);
    assertEquals(188, dark[6] & 0xFF, 1, "half of the light is level 188 of sRGB");
    assertEquals(dark[6], dark[8]);
    byte[] plain = {0, 0, 0, 64, 64, 64, (byte) 128, (byte) 128, (byte) 128, -1, -1, -1};
    assertArrayEquals(plain, ColourProfile.toSrgb(grays, 1, IccProfiles.srgb(), NAME));
    assertArrayEquals(plain, ColourProfile.toSrgb(grays, 1, IccProfiles.displayP3(), NAME));
  }

  /** Beside opacity, or of few bits, grays are decoded to three channels. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0, 4", "0, 8", "4, 8", "4, 16"})
  void graysOfEveryFormAreConverted(int colourType, int bits) throws IOException {
    int half = 1 << (bits - 1); // white where there is one bit only
    byte[] png = PngBytes.ofEqualChannels(2, 1, colourType, bits, new int[] {0, half});
    byte[] file = PictureBytes.pngWithProfile(png, IccProfiles.gray(1.0));
    byte[] rgb = RgbImage.read(Files.write(folder.resolve("gray.png"), file)).rgb();
    assertEquals(0, rgb[2] & 0xFF);
    assertEquals(bits == 1 ? 255 : bits == 4 ? 193 : 188, rgb[3] & 0xFF, 1);
    assertEquals(rgb[3], rgb[5]);
  }

  /** Half a profile, noise, none at all, one of grays for colours: the picture is still read. */
  @Test
  void aProfileThatCannotBeUsedIsNotUsed() throws IOException {
    byte[] colours = {(byte) 200, 40, 60};
    byte[] whole = IccProfiles.displayP3();
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    byte[] torn = whole.clone();
    for (int i = 132; i < 132 + 12 * 7; i++) {
      torn[i] ^= 0x5A;
    }
    for (byte[] profile :
        new byte[][] {
          half,
          torn,
          new byte[0],
          new byte[200],
          IccProfiles.gray(1.0),
          new byte[ColourProfile.MOST_BYTES + 1]
        }) {
      assertArrayEquals(colours, ColourProfile.toSrgb(colours, 3, profile, NAME));
    }
  }

  /** A profile of 3 KB took 8 MB of every reading. */
  @Test
  void aPackedProfileTakesItsSize() {
    byte[] profile = IccProfiles.displayP3();
    byte[] png = PictureBytes.pngWithProfile(PictureBytes.of(inDisplayP3(), "png"), profile);
    assertArrayEquals(profile, PngStructure.embedded(png).profile());
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    PngStructure.embedded(png);
    long taken = thread.getCurrentThreadAllocatedBytes() - before;
    assertTrue(taken < 1 << 20, taken + " bytes");
  }

  /** A few bytes that unpack to gigabytes are unpacked to the bound. */
  @Test
  void aPackedProfileIsBounded() {
    byte[] png = PictureBytes.of(inDisplayP3(), "png");
    byte[] bomb = PictureBytes.pngWithProfile(png, new byte[40 << 20]);
    assertTrue(bomb.length < 200_000);
    assertEquals(ColourProfile.MOST_BYTES + 1, PngStructure.embedded(bomb).profile().length);
  }
}
