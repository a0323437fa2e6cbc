// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import static org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants.EXIF_TAG_DATE_TIME_ORIGINAL;
import static org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants.EXIF_TAG_EXIF_IMAGE_WIDTH;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_MAKE;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_ORIENTATION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.jpeg.JpegImageMetadata;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.JpegImageData;
import org.apache.commons.imaging.formats.tiff.constants.TiffDirectoryConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.PhotoFile;
import org.ipmnet.data.image.RgbImage;
import org.junit.jupiter.api.Test;

class PictureKindTest {
  private static final Path SOURCE = Path.of("phone.jpg");

  /** 32 x 16, the left half red, which is the upper one of the upright photo. */
  private static byte[] jpeg() throws IOException {
    BufferedImage lying = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16 * 16; i++) {
      lying.setRGB(i % 16, i / 16, 0xc02040);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(lying, "jpg", bytes);
    return bytes.toByteArray();
  }

  /** As a phone that was turned writes it, with a preview. */
  private static byte[] turned() throws IOException {
    byte[] jpeg = jpeg();
    TiffOutputSet exif = new TiffOutputSet(ByteOrder.BIG_ENDIAN);
    exif.getOrCreateRootDirectory().add(TIFF_TAG_ORIENTATION, (short) 6);
    exif.getOrCreateRootDirectory().add(TIFF_TAG_MAKE, "A phone");
    exif.getOrCreateExifDirectory().add(EXIF_TAG_DATE_TIME_ORIGINAL, "2026:11:30 12:00:00");
    exif.getOrCreateExifDirectory().add(EXIF_TAG_EXIF_IMAGE_WIDTH, (short) 32);
    TiffOutputDirectory preview =
        new TiffOutputDirectory(TiffDirectoryConstants.DIRECTORY_TYPE_SUB, ByteOrder.BIG_ENDIAN);
    preview.setJpegImageData(new JpegImageData(0, jpeg.length, jpeg));
    exif.addDirectory(preview);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ExifRewriter().updateExifMetadataLossless(jpeg, out, exif);
    return out.toByteArray();
  }

  @Test
  void aJpegStaysOneWithItsExifData() throws IOException {
    Photo photo = Photo.decode(turned(), SOURCE);
    assertEquals(PictureKind.JPEG, PictureKind.of(photo));
    byte[] written = PictureKind.JPEG.bytes(photo);
    JpegImageMetadata metadata = (JpegImageMetadata) Imaging.getMetadata(written);
    assertEquals(1, metadata.findExifValue(TIFF_TAG_ORIENTATION).getIntValue());
    assertEquals("A phone", metadata.findExifValue(TIFF_TAG_MAKE).getStringValue());
    assertEquals(
        "2026:11:30 12:00:00",
        metadata.findExifValue(EXIF_TAG_DATE_TIME_ORIGINAL).getStringValue());
    assertEquals(16, metadata.findExifValue(EXIF_TAG_EXIF_IMAGE_WIDTH).getIntValue());
    assertNull(metadata.getExifThumbnailData(), "it would show the photo without makeup");
    RgbImage again = Photo.decode(written, SOURCE).colours();
    assertEquals(16, again.width());
    assertEquals(32, again.height());
    for (int i = 0; i < again.rgb().length; i++) {
      assertEquals(photo.colours().rgb()[i] & 0xFF, again.rgb()[i] & 0xFF, 4);
    }
  }

  /**
   * Behind the frame's marker: length, depth, sides, number of components, each with its sampling.
   */
  @Test
  void coloursAreAsFineAsLight() throws IOException {
    byte[] written = PictureKind.JPEG.bytes(Photo.decode(turned(), SOURCE));
    int frame = 0;
    while ((written[frame] & 0xFF) != 0xFF || (written[frame + 1] & 0xFF) != 0xC0) {
      frame++;
    }
    assertEquals(3, written[frame + 9]);
    for (int component = 0; component < 3; component++) {
      assertEquals(0x11, written[frame + 11 + 3 * component]);
    }
  }

  @Test
  void brokenExifDataAreLeftOut() throws IOException {
    RgbImage colours = Photo.decode(jpeg(), SOURCE).colours();
    byte[] good = Photo.decode(turned(), SOURCE).file().exif();
    for (int length = 0; length < good.length; length++) {
      PhotoFile cut = new PhotoFile(true, Arrays.copyOf(good, length));
      byte[] written = PictureKind.JPEG.bytes(new Photo(colours, null, cut));
      assertEquals(colours.width(), Photo.decode(written, SOURCE).colours().width());
    }
  }

  @Test
  void otherFilesBecomePng() {
    Photo photo = new Photo(new RgbImage(1, 1, new byte[] {1, 2, 3}), new byte[] {100});
    assertEquals(PictureKind.PNG, PictureKind.of(photo));
    Photo again = Photo.decode(PictureKind.PNG.bytes(photo), Path.of("photo.png"));
    assertArrayEquals(photo.colours().rgb(), again.colours().rgb());
    assertArrayEquals(photo.alpha(), again.alpha());
  }

  @Test
  void whatIsTransparentBecomesWhiteInAJpeg() {
    byte[] black = new byte[3 * 64];
    Photo photo = new Photo(new RgbImage(8, 8, black), new byte[64]);
    byte[] rgb = Photo.decode(PictureKind.JPEG.bytes(photo), SOURCE).colours().rgb();
    for (byte level : rgb) {
      assertTrue((level & 0xFF) > 250);
    }
  }
}
