// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ipmnet.core.UserError;
import org.ipmnet.data.testing.IccProfiles;
import org.ipmnet.data.testing.PictureBytes;
import org.ipmnet.data.testing.PngBytes;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  @TempDir Path folder;

  @Test
  void coloursComeInTheOrderRedGreenBlue() {
    Path file = folder.resolve("a.png");
    TinyFaces.rgb(file, 5, 3, (x, y) -> (10 + x) << 16 | (100 + y) << 8 | 200);
    RgbImage image = RgbImage.read(file);
    assertEquals(5, image.width());
    assertEquals(3, image.height());
    int last = 3 * (2 * 5 + 4);
    assertEquals(14, image.rgb()[last]);
    assertEquals(102, image.rgb()[last + 1]);
    assertEquals(200, image.rgb()[last + 2] & 0xFF);
  }

  @Test
  void grayAndJpegPhotosAreRead() {
    Path png = folder.resolve("gray.png");
    TinyFaces.gray(png, 4, 4, (x, y) -> 77);
    assertEquals(77, RgbImage.read(png).rgb()[5]);
    Path jpeg = folder.resolve("a.jpg");
    TinyFaces.rgb(jpeg, 16, 8, (x, y) -> 200 << 16 | 40 << 8 | 90);
    RgbImage photo = RgbImage.read(jpeg);
    assertEquals(16, photo.width());
    assertEquals(200, photo.rgb()[0] & 0xFF, 4);
    assertEquals(90, photo.rgb()[2] & 0xFF, 4);
  }

  /** A mask's levels are numbers: what a program put beside them does not change them. */
  @Test
  void transparencyAndProfilesOfMasksAreDropped() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x80101010);
    image.setRGB(1, 0, 0xFF404040);
    Path file = folder.resolve("alpha.png");
    byte[] png = PictureBytes.of(image, "png");
    Files.write(file, PictureBytes.pngWithProfile(png, IccProfiles.displayP3()));
    assertArrayEquals(new byte[] {0x10, 0x40}, GrayImage.readLevels(file).values());
    BufferedImage gray = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    gray.getRaster().setSample(1, 0, 0, 0x40);
    byte[] linear = PictureBytes.pngWithProfile(PictureBytes.of(gray, "png"), IccProfiles.gray(1));
    Files.write(file, linear);
    assertArrayEquals(new byte[] {0, 0x40}, GrayImage.readLevels(file).values());
  }

  /** That a library is missing is no photo's fault. */
  @Test
  void aMissingLibraryIsNoDamagedFile() {
    assertThrows(
        UnsatisfiedLinkError.class,
        () ->
            ImageDecoder.guarded(
                folder.resolve("fine.png"),
                () -> {
                  throw new UnsatisfiedLinkError("no jniopencv_core in java.library.path");
                }));
  }

  @Test
  void masksMayBeStoredAsGrayColoursOnly() {
    Path gray = folder.resolve("gray.png");
    TinyFaces.rgb(gray, 4, 4, (x, y) -> x % 2 == 0 ? 0xFFFFFF : 0);
    assertArrayEquals(
        new byte[] {-1, 0, -1, 0}, GrayImage.readLevels(gray).crop(0, 0, 4, 1).values());
    Path red = folder.resolve("red.png");
    TinyFaces.rgb(red, 4, 4, (x, y) -> 0xFF0000);
    assertNames(red, "has colours", () -> GrayImage.readLevels(red));
  }

  /** Colour type and bits of a channel, as PNG counts them. */
  @ParameterizedTest
  @CsvSource({"0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "4,8", "4,16", "6,8", "6,16"})
  void masksOfEveryFormAreBlackAndWhite(int colourType, int bits) throws IOException {
    int[] levels = {0, (1 << bits) - 1, (1 << bits) - 1, 0, 0, (1 << bits) - 1};
    Path file = folder.resolve("mask.png");
    Files.write(file, PngBytes.ofEqualChannels(3, 2, colourType, bits, levels));
    assertArrayEquals(new byte[] {0, -1, -1, 0, 0, -1}, GrayImage.readLevels(file).values());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void aMasksPaletteIsLookedUp(int bits) throws IOException {
    byte[] colours = new byte[3 << bits];
    Arrays.fill(colours, 0, 3, (byte) 255);
    int[] indices = {0, 1, 1, 0};
    Path file = folder.resolve("mask.png");
    Files.write(file, PngBytes.ofPalette(2, 2, bits, indices, colours));
    assertArrayEquals(new byte[] {-1, 0, 0, -1}, GrayImage.readLevels(file).values());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 0.9, 0.99})
  void truncatedPng(double share) {
    Path file = folder.resolve("cut.png");
    TinyFaces.rgb(file, 64, 64, (x, y) -> x * y * 7919);
    TinyFaces.truncate(file, share);
    assertNames(file, "truncated or damaged", () -> RgbImage.read(file));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.9, 0.995})
  void truncatedJpeg(double share) {
    Path file = folder.resolve("cut.jpg");
    TinyFaces.rgb(file, 64, 64, (x, y) -> x * y * 7919);
    TinyFaces.truncate(file, share);
    assertNames(file, "truncated or damaged", () -> RgbImage.read(file));
  }

  @Test
  void damagedPixelsOfAPng() throws IOException {
    Path file = folder.resolve("damaged.png");
    TinyFaces.rgb(file, 64, 64, (x, y) -> x * y * 7919);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = bytes.length / 3; i < bytes.length / 2; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(file, bytes);
    assertNames(file, "truncated or damaged", () -> RgbImage.read(file));
  }

  @Test
  void notAPicture() throws IOException {
    Path text = folder.resolve("text.png");
    Files.writeString(text, "no picture at all");
    assertNames(text, "neither PNG nor JPEG", () -> RgbImage.read(text));
    Path empty = folder.resolve("empty.png");
    Files.write(empty, new byte[0]);
    assertNames(empty, "is empty", () -> RgbImage.read(empty));
    Path gone = folder.resolve("gone.png");
    assertNames(gone, "does not exist", () -> RgbImage.read(gone));
  }

  @Test
  void sizesOutOfBoundsAreRefusedBeforeDecoding() throws IOException {
    Path file = folder.resolve("size.png");
    TinyFaces.gray(file, 4, 4, (x, y) -> 1);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).putInt(16, 60_000).putInt(20, 60_000);
    Files.write(file, bytes);
    assertNames(file, "60000x60000", () -> RgbImage.read(file));
    ByteBuffer.wrap(bytes).putInt(16, 0).putInt(20, 4);
    Files.write(file, bytes);
    assertNames(file, "0x4", () -> RgbImage.read(file));
  }

  private static void assertNames(Path file, String problem, Runnable read) {
    String message = assertThrows(UserError.class, read::run).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertTrue(message.contains(problem), message);
    assertTrue(message.contains("; ") && message.lines().count() == 1, message);
  }
}
