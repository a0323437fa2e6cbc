// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReducedDecoderTest {
  /** APP1: EXIF, big-endian TIFF, one entry: orientation 6. */
  private static final byte[] TURN_CLOCKWISE =
      HexFormat.of()
          .parseHex(
              "ffe10022457869660000"
                  + "4d4d002a00000008"
                  + "0001011200030000000100060000"
                  + "00000000");

  @TempDir Path folder;

  private static BufferedImage halves(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(200, 40, 80));
    pen.fillRect(0, 0, width / 2, height);
    pen.dispose();
    return image;
  }

  private Path write(String name, String format, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  @Test
  void aSmallPictureIsReadAsItIs() throws IOException {
    Path file = write("small.png", "png", halves(20, 10));
    assertArrayEquals(RgbImage.read(file).rgb(), ReducedDecoder.read(file, 1000).rgb());
  }

  @Test
  void aLargeJpegIsReducedAsLittleAsTheBoundAllows() throws IOException {
    Path file = write("large.jpg", "jpg", halves(800, 400));
    assertEquals(800, ReducedDecoder.read(file, 320_000).width());
    assertEquals(400, ReducedDecoder.read(file, 319_999).width());
    RgbImage least = ReducedDecoder.read(file, 5_000);
    assertEquals(100, least.width());
    assertEquals(50, least.height());
    assertEquals(200, least.rgb()[0] & 0xFF, 4, "red comes first");
    assertEquals(80, least.rgb()[2] & 0xFF, 4);
    assertEquals(0, least.rgb()[3 * 99] & 0xFF, 4);
  }

  /** A phone's photo: stored lying, turned clockwise to be seen, at any reduction. */
  @Test
  void photosAreTurnedUpright() throws IOException {
    byte[] jpeg = Files.readAllBytes(write("lying.jpg", "jpg", halves(800, 400)));
    Path file = folder.resolve("phone.jpg");
    ByteArrayOutputStream turned = new ByteArrayOutputStream();
    turned.write(jpeg, 0, 2);
    turned.writeBytes(TURN_CLOCKWISE);
    turned.write(jpeg, 2, jpeg.length - 2);
    Files.write(file, turned.toByteArray());
    for (long bound : new long[] {320_000, 20_000}) {
      RgbImage photo = ReducedDecoder.read(file, bound);
      assertEquals(2 * photo.width(), photo.height());
      assertEquals(200, photo.rgb()[0] & 0xFF, 4, "what was left is above");
      assertEquals(0, photo.rgb()[photo.rgb().length - 3] & 0xFF, 4);
    }
  }

  /** What a header may claim is bounded by what may be kept: 64 times as much. */
  @Test
  void aPictureBeyondAllBoundsIsRefusedUnread() throws IOException {
    Path file = write("larger.jpg", "jpg", halves(800, 400));
    UserError error =
        assertThrows(UserError.class, () -> ReducedDecoder.read(file, 320_000 / 64 - 1));
    assertTrue(error.getMessage().contains("is 800x400 pixels, more than"), error.getMessage());
  }

  /** What is not reduced while it is decoded is reduced afterwards. */
  @Test
  void otherFormatsAreReducedToo() throws IOException {
    RgbImage photo = ReducedDecoder.read(write("large.png", "png", halves(800, 400)), 20_000);
    assertEquals(200, photo.width());
    assertEquals(100, photo.height());
    assertEquals(200, photo.rgb()[0] & 0xFF);
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path file = write("cut.jpg", "jpg", halves(800, 400));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    UserError error = assertThrows(UserError.class, () -> ReducedDecoder.read(file, 1_000_000));
    assertTrue(error.getMessage().startsWith(file + " is truncated"), error.getMessage());
  }

  /** A decoder keeps all of a progressive file's coefficients, however small the result. */
  @Test
  void progressiveFilesAreTold() throws IOException {
    ByteArrayOutputStream sequential = new ByteArrayOutputStream();
    ImageIO.write(halves(40, 20), "jpg", sequential);
    byte[] bytes = sequential.toByteArray();
    assertEquals(false, JpegStructure.isProgressive(bytes));
    for (int i = 0; i < bytes.length - 1; i++) {
      if ((bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) == 0xC0) {
        bytes[i + 1] = (byte) 0xC2;
        break;
      }
    }
    assertEquals(true, JpegStructure.isProgressive(bytes));
  }
}
