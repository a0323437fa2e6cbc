// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.ipmnet.core.UserError;
import org.ipmnet.data.testing.PictureBytes;
import org.ipmnet.data.testing.PngBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format, with transparency and turns. */
class PhotoTest {
  private static final int WIDTH = 7;
  private static final int HEIGHT = 4;

  /** Where a directory of nine entries after a TIFF's header ends. */
  private static final int DIRECTORY_END = 8 + 2 + 9 * 12 + 4;

  /** Where its entries begin. */
  private static final int ENTRIES = 8 + 2;

  @TempDir Path folder;

  private static int pixel(int x, int y) {
    return (20 + 30 * x) << 16 | (10 + 50 * y) << 8 | (200 - 20 * x);
  }

  /** Pixels of any opacity: clear ones on the left, opaque ones on the right. */
  private static BufferedImage image(int type) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, Math.min(255, 50 * x) << 24 | pixel(x, y));
      }
    }
    return image;
  }

  private static byte[] encoded(String format, int type) {
    return format.equals("webp")
        ? PictureBytes.webp(image(type))
        : PictureBytes.of(image(type), format);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("photo.any"), bytes);
  }

  private static void assertColours(RgbImage photo, int firstColumn) {
    assertEquals(WIDTH, photo.width());
    assertEquals(HEIGHT, photo.height());
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = firstColumn; x < WIDTH; x++) {
        int i = 3 * (y * WIDTH + x);
        int found =
            (photo.rgb()[i] & 0xFF) << 16
                | (photo.rgb()[i + 1] & 0xFF) << 8
                | photo.rgb()[i + 2] & 0xFF;
        assertEquals(Integer.toHexString(pixel(x, y)), Integer.toHexString(found), x + " " + y);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "webp"})
  void losslessFormatsAreReadToTheLevel(String format) throws IOException {
    Path file = write(encoded(format, BufferedImage.TYPE_INT_RGB));
    assertColours(RgbImage.read(file), 0);
    assertNull(Photo.read(file).alpha());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff", "webp"})
  void coloursAndOpacityAreKeptAndCompositedOverGray(String format) throws IOException {
    Path file = write(encoded(format, BufferedImage.TYPE_INT_ARGB));
    Photo photo = Photo.read(file);
    assertEquals(100, photo.alpha()[2] & 0xFF);
    // a WebP encoder may drop what nobody sees
    assertColours(photo.colours(), format.equals("webp") ? 1 : 0);
    RgbImage composited = RgbImage.read(file);
    assertEquals(Photo.BACKGROUND, composited.rgb()[0] & 0xFF);
    int red = 20 + 30 * 2;
    assertEquals((red * 100 + Photo.BACKGROUND * 155 + 127) / 255, composited.rgb()[6] & 0xFF);
    assertEquals(20 + 30 * 6, composited.rgb()[18] & 0xFF);
  }

  @Test
  void clearPixelsStayWhateverIsChanged() throws IOException {
    Photo photo = Photo.read(write(encoded("png", BufferedImage.TYPE_INT_ARGB)));
    byte[] brighter = photo.composited().rgb().clone();
    for (int i = 0; i < brighter.length; i++) {
      brighter[i] = (byte) Math.min(255, (brighter[i] & 0xFF) + 9);
    }
    Photo changed = photo.withChange(new RgbImage(WIDTH, HEIGHT, brighter));
    assertArrayEquals(photo.alpha(), changed.alpha());
    byte[] before = photo.colours().rgb();
    byte[] after = changed.colours().rgb();
    assertArrayEquals(Arrays.copyOf(before, 3), Arrays.copyOf(after, 3));
    assertEquals((before[3] & 0xFF) + 9, after[3] & 0xFF);
    assertEquals((before[18] & 0xFF) + 9, after[18] & 0xFF);
  }

  @Test
  void aColourMayStandForTransparency() throws IOException {
    byte[] png = encoded("png", BufferedImage.TYPE_INT_RGB);
    int clear = pixel(3, 2);
    byte[] key = {0, (byte) (clear >> 16), 0, (byte) (clear >> 8), 0, (byte) clear};
    byte[] alpha = Photo.read(write(PictureBytes.withChunk(png, "tRNS", key))).alpha();
    for (int i = 0; i < alpha.length; i++) {
      assertEquals(i == 2 * WIDTH + 3 ? 0 : 255, alpha[i] & 0xFF);
    }
  }

  @Test
  void paletteAndGrayWithAlpha() throws IOException {
    byte[] levels = {0, 100, (byte) 200};
    IndexColorModel colours =
        new IndexColorModel(8, 3, levels, levels, levels, new byte[] {0, 77, -1});
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, colours);
    for (int x = 0; x < 3; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    Photo palette = Photo.read(write(PictureBytes.of(image, "png")));
    assertArrayEquals(new byte[] {0, 77, -1}, palette.alpha());
    assertEquals(100, palette.colours().rgb()[4]);

    ComponentColorModel grayAlpha =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, 3, DataBuffer.TYPE_BYTE);
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 2, 1, 2, null);
    raster.setDataElements(0, 0, 2, 1, new byte[] {40, 0, 50, (byte) 255});
    BufferedImage gray = new BufferedImage(grayAlpha, raster, false, null);
    for (String format : new String[] {"png", "tiff"}) {
      Photo read = Photo.read(write(PictureBytes.of(gray, format)));
      assertArrayEquals(new byte[] {0, -1}, read.alpha(), format);
      assertArrayEquals(new byte[] {40, 40, 40, 50, 50, 50}, read.colours().rgb(), format);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void sixteenBitsAreTakenByTheirUpperEight(String format) throws IOException {
    BufferedImage gray = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    gray.getRaster().setSample(0, 0, 0, 0x1234);
    gray.getRaster().setSample(1, 0, 0, 0xFEDC);
    assertArrayEquals(
        new byte[] {0x12, 0x12, 0x12, (byte) 0xFE, (byte) 0xFE, (byte) 0xFE},
        RgbImage.read(write(PictureBytes.of(gray, format))).rgb());
  }

  @Test
  void aTiffOfPaletteOrOfPrintersInks() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    image.getRaster().setSample(1, 0, 0, 1);
    assertArrayEquals(
        new byte[] {0, 0, 0, -1, -1, -1},
        RgbImage.read(write(PictureBytes.of(image, "tiff"))).rgb());
    // cyan alone, and black at a fifth
    byte[] inks = {-1, 0, 0, 0, 0, 0, 0, 51};
    assertArrayEquals(
        new byte[] {0, -1, -1, (byte) 204, (byte) 204, (byte) 204},
        RgbImage.read(write(tiff(5, 2, 1, 4, inks))).rgb());
  }

  /** Of its inks, cyan alone was taken for the level. */
  @Test
  void aMaskOfPrintersInksIsItsBrightness() throws IOException {
    byte[] inks = {0, 0, 0, 0, 0, 0, 0, -1, 51, 51, 51, 0};
    assertArrayEquals(
        new byte[] {-1, 0, (byte) 204},
        GrayImage.readLevels(write(tiff(5, 3, 1, 4, inks))).values());
    Path cyan = write(tiff(5, 1, 1, 4, new byte[] {-1, 0, 0, 0}));
    assertTrue(
        assertThrows(UserError.class, () -> GrayImage.readLevels(cyan))
            .getMessage()
            .contains("has colours"));
  }

  /** A tile is decoded whole, however small the picture is. */
  @ParameterizedTest
  @CsvSource({"20000, 20000", "65536, 65536", "0, 16", "16, 0"})
  void tilesAreBoundedBeforeTheyAreDecoded(int width, int height) throws IOException {
    byte[] packed = PngBytes.deflated(new byte[16 * 16]);
    String problem = "has tiles of " + width + "x" + height + " pixels, expected 1 to 100 million;";
    assertRefused(problem, tiled(width, height, packed));
  }

  @Test
  void tilesThatReachBeyondThePictureAreRead() throws IOException {
    byte[] levels = new byte[48 * 32];
    Arrays.fill(levels, (byte) 90);
    byte[] rgb = RgbImage.read(write(tiled(48, 32, PngBytes.deflated(levels)))).rgb();
    byte[] expected = new byte[3 * 16 * 16];
    Arrays.fill(expected, (byte) 90);
    assertArrayEquals(expected, rgb);
  }

  /** A gray TIFF of 16x16 pixels in one packed tile. */
  private static byte[] tiled(int width, int height, byte[] packed) {
    byte[] tiff = tiff(1, 16, 16, 1, packed);
    int at = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).getInt(ENTRIES + 5 * 12 + 8);
    tiff = with(tiff, 3, 259, 8); // Deflate
    tiff = with(tiff, 5, 322, width);
    tiff = with(tiff, 6, 323, height);
    tiff = with(tiff, 7, 324, at);
    return with(tiff, 8, 325, packed.length);
  }

  /** A TIFF whose entry at a place of the directory is another. */
  private static byte[] with(byte[] tiff, int place, int tag, int value) {
    byte[] result = tiff.clone();
    ByteBuffer.wrap(result)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(ENTRIES + place * 12, (short) tag)
        .putShort(ENTRIES + place * 12 + 2, type(tag))
        .putInt(ENTRIES + place * 12 + 8, value);
    return result;
  }

  /** What the JDK would read, but darkly, or with its opacity turned around. */
  @ParameterizedTest
  @CsvSource({
    "2, 3, 4", "2, 3, 1", "1, 2, 4", "1, 1, 7", "0, 2, 8", "3, 2, 8", "1, 3, 8", "4, 1, 8"
  })
  void formsOfTiffThatAreMistakenAreRefused(int photometric, int samples, int bits)
      throws IOException {
    byte[] tiff = tiff(photometric, 2, 1, samples, new byte[16]);
    int at = samples < 3 ? ENTRIES + 2 * 12 + 8 : DIRECTORY_END;
    for (int k = 0; k < samples; k++) {
      ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putShort(at + 2 * k, (short) bits);
    }
    String problem =
        String.format(
            Locale.ROOT,
            "is a TIFF of photometric interpretation %d with %d samples of %d bits, format 1",
            photometric,
            samples,
            bits);
    assertRefused(problem, tiff);
  }

  @ParameterizedTest
  @CsvSource({"1, 0x80", "2, 0xC0", "4, 0xF0"})
  void graysOfFewBitsReachFromBlackToWhite(int bits, String levels) throws IOException {
    byte[] tiff = tiff(1, 2, 1, 1, new byte[] {(byte) (int) Integer.decode(levels)});
    tiff = with(tiff, 2, 258, bits);
    assertArrayEquals(new byte[] {-1, -1, -1, 0, 0, 0}, RgbImage.read(write(tiff)).rgb());
    tiff = with(tiff, 4, 262, 0);
    assertArrayEquals(new byte[] {0, 0, 0, -1, -1, -1}, RgbImage.read(write(tiff)).rgb());
  }

  /** A TIFF of one strip without compression, little-endian: directory, bits, levels. */
  private static byte[] tiff(int photometric, int width, int height, int samples, byte[] levels) {
    int bits = DIRECTORY_END;
    int strip = bits + 2 * samples;
    int[][] entries = {
      {256, width},
      {257, height},
      {258, samples == 1 ? 8 : samples == 2 ? 8 << 16 | 8 : bits}, // two shorts fit in
      {259, 1},
      {262, photometric},
      {273, strip},
      {277, samples},
      {278, height},
      {279, levels.length}
    };
    ByteBuffer file = ByteBuffer.allocate(strip + levels.length);
    file.order(ByteOrder.LITTLE_ENDIAN).put("II*\0".getBytes(StandardCharsets.US_ASCII));
    file.putInt(8).putShort((short) entries.length);
    for (int[] entry : entries) {
      file.putShort((short) entry[0]).putShort(type(entry[0]));
      file.putInt(entry[0] == 258 ? samples : 1).putInt(entry[1]);
    }
    file.putInt(0);
    for (int k = 0; k < samples; k++) {
      file.putShort((short) 8);
    }
    return file.put(levels).array();
  }

  /** The types that the JDK wants to see: short or long. */
  private static short type(int tag) {
    return (short) (tag >= 258 && tag <= 262 || tag == 277 ? 3 : 4);
  }

  /** What lies at the upper left of the upright picture, by the place where it is stored. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0", "2, 6, 0", "3, 6, 3", "4, 0, 3", "5, 0, 0", "6, 0, 3", "7, 6, 3", "8, 6, 0"
  })
  void everyFormatIsTurnedUpright(int orientation, int x, int y) throws IOException {
    byte[] exif = PictureBytes.exif(orientation);
    byte[] webp = PictureBytes.webp(image(BufferedImage.TYPE_INT_RGB));
    byte[] tiff = tiff(2, WIDTH, HEIGHT, 3, levels());
    for (byte[] file :
        new byte[][] {
          PictureBytes.withChunk(encoded("png", BufferedImage.TYPE_INT_RGB), "eXIf", exif),
          PictureBytes.extendedWebp(webp, WIDTH, HEIGHT, "EXIF", exif),
          orientated(tiff, orientation)
        }) {
      RgbImage upright = RgbImage.read(write(file));
      assertEquals(orientation < 5 ? WIDTH : HEIGHT, upright.width());
      assertEquals(pixel(x, y) >> 16, upright.rgb()[0] & 0xFF);
      assertEquals(pixel(x, y) >> 8 & 0xFF, upright.rgb()[1] & 0xFF);
      // beside it lies its neighbour of the same stored row, or of the same stored column
      int nextX = orientation < 5 ? (x == 0 ? 1 : 5) : x;
      int nextY = orientation < 5 ? y : (y == 0 ? 1 : 2);
      assertEquals(pixel(nextX, nextY) >> 16, upright.rgb()[3] & 0xFF);
      assertEquals(pixel(nextX, nextY) >> 8 & 0xFF, upright.rgb()[4] & 0xFF);
    }
  }

  private static byte[] levels() {
    byte[] levels = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int pixel = pixel(i % WIDTH, i / WIDTH);
      levels[3 * i] = (byte) (pixel >> 16);
      levels[3 * i + 1] = (byte) (pixel >> 8);
      levels[3 * i + 2] = (byte) pixel;
    }
    return levels;
  }

  /** Rows per strip, which default to all, make room for an orientation; entries stay in order. */
  private static byte[] orientated(byte[] tiff, int orientation) {
    byte[] result = tiff.clone();
    ByteBuffer file = ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN);
    int samples = 10 + 6 * 12;
    int rows = samples + 12;
    System.arraycopy(tiff, samples, result, rows, 12);
    file.putShort(samples, (short) 274)
        .putShort(samples + 2, (short) 3)
        .putInt(samples + 8, orientation);
    return result;
  }

  @Test
  void theFirstPageOfATiffIsRead() throws IOException {
    byte[] first = tiff(2, WIDTH, HEIGHT, 3, levels());
    byte[] two = Arrays.copyOf(first, first.length + 2 + 9 * 12 + 4);
    ByteBuffer file = ByteBuffer.wrap(two).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(10 + 9 * 12, first.length); // where the next page's directory is
    System.arraycopy(first, 8, two, first.length, 2 + 9 * 12);
    file.putInt(first.length + 2 + 8, 2); // its width
    assertColours(RgbImage.read(write(two)), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "ftypheic, HEIC",
    "ftypmif1, HEIF",
    "ftypavif, AVIF",
    "jP  , JPEG 2000",
    "JXL , JPEG XL"
  })
  void formatsOfBoxesAreNamed(String box, String title) throws IOException {
    byte[] bytes = new byte[32];
    bytes[3] = (byte) (box.startsWith("ftyp") ? 24 : 12);
    System.arraycopy(box.getBytes(StandardCharsets.US_ASCII), 0, bytes, 4, box.length());
    if (box.length() < 4) {
      Arrays.fill(bytes, 4 + box.length(), 8, (byte) ' '); // what the table's reader trimmed
    }
    assertRefused("is " + title + ", which is not read; convert it to JPEG or PNG", bytes);
  }

  @Test
  void otherFormatsAreNamed() throws IOException {
    assertRefused("is GIF, which", PictureBytes.of(image(BufferedImage.TYPE_INT_RGB), "gif"));
    assertRefused("is a BigTIFF", "II+\0\10\0\0\0".getBytes(StandardCharsets.US_ASCII));
    byte[] floating = tiff(2, 2, 1, 3, new byte[6]);
    ByteBuffer.wrap(floating).order(ByteOrder.LITTLE_ENDIAN).putShort(DIRECTORY_END, (short) 32);
    assertRefused("is a TIFF of photometric interpretation 2 with 3 samples of 32 bits", floating);
    byte[] raw = tiff(2, 2, 1, 3, new byte[6]);
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putShort(10 + 7 * 12, (short) 50706);
    assertRefused("is a raw photo (DNG)", raw);
    byte[] preview = with(tiff(2, 2, 1, 3, new byte[6]), 3, 254, 1);
    assertRefused("is a raw photo, or another TIFF that begins with a preview", preview);
    byte[] moving =
        PictureBytes.extendedWebp(
            PictureBytes.webp(image(BufferedImage.TYPE_INT_RGB)), WIDTH, HEIGHT);
    moving[20] |= 2;
    assertRefused("is an animated WebP", moving);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "tiff", "webp"})
  void truncatedAndDamagedFilesAreRefused(String format) throws IOException {
    byte[] whole = encoded(format, BufferedImage.TYPE_INT_RGB);
    for (int length : new int[] {3, 9, 14, 20, 30, whole.length / 2, whole.length - 3}) {
      Path file = write(Arrays.copyOf(whole, length));
      String message = assertThrows(UserError.class, () -> RgbImage.read(file)).getMessage();
      assertTrue(message.startsWith(file + " is "), message);
      assertEquals(1, message.lines().count());
    }
  }

  /** A header may claim what it likes; nothing is made for it. */
  @Test
  void sizesAreBoundedBeforeAnythingIsDecoded() throws IOException {
    byte[] bmp = encoded("bmp", BufferedImage.TYPE_INT_RGB);
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 60_000).putInt(22, -60_000);
    assertRefused("is 60000x60000 pixels, more than", bmp);
    byte[] tiff = tiff(2, 60_000, 60_000, 3, new byte[12]);
    assertRefused("is 60000x60000 pixels, more than the 100 million allowed", tiff);
    byte[] wide = tiff(5, 8_000, 8_000, 5, new byte[12]);
    assertRefused("is 8000x8000 pixels, more than the 60 million allowed", wide);
    byte[] webp =
        PictureBytes.extendedWebp(
            PictureBytes.webp(image(BufferedImage.TYPE_INT_RGB)), 16_000, 16_000);
    assertRefused("is 16000x16000 pixels, more than", webp);
    assertRefused(
        "claims to be -5x4 pixels", sized(encoded("bmp", BufferedImage.TYPE_INT_RGB), -5));
  }

  private static byte[] sized(byte[] bmp, int width) {
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, width);
    return bmp;
  }

  /** Its shorter side would become hundreds of pixels, its longer one millions. */
  @Test
  void aLineOfPixelsIsRefused() throws IOException {
    BufferedImage line = new BufferedImage(2, 14_000, BufferedImage.TYPE_INT_RGB);
    assertRefused(
        "is 2x14000 pixels, one side more than 16 times the other", PictureBytes.of(line, "png"));
  }

  private void assertRefused(String problem, byte[] bytes) throws IOException {
    Path file = write(bytes);
    String message = assertThrows(UserError.class, () -> RgbImage.read(file)).getMessage();
    assertTrue(message.startsWith(file + " " + problem), message);
  }
}
