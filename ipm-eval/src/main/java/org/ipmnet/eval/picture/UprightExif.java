// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import static org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants.EXIF_TAG_EXIF_IMAGE_LENGTH;
import static org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants.EXIF_TAG_EXIF_IMAGE_WIDTH;
import static org.apache.commons.imaging.formats.tiff.constants.TiffDirectoryConstants.DIRECTORY_TYPE_ROOT;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.ORIENTATION_VALUE_HORIZONTAL_NORMAL;
import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.TIFF_TAG_ORIENTATION;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.commons.imaging.ImagingException;
import org.apache.commons.imaging.bytesource.ByteSource;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.TiffImageMetadata;
import org.apache.commons.imaging.formats.tiff.TiffImageParser;
import org.apache.commons.imaging.formats.tiff.TiffImagingParameters;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * EXIF data of a photo for a result that stands upright: when and with what it was taken stays; its
 * small preview, which shows the photo as it was, goes.
 */
final class UprightExif {
  private static final Logger LOG = LoggerFactory.getLogger(UprightExif.class);

  private UprightExif() {}

  /**
   * A JPEG with EXIF data, or without where they make no sense: whoever took the photo can do
   * nothing about that.
   *
   * @param jpeg that has none
   * @param exif as a camera wrote them
   * @param width pixels of the picture
   * @param height pixels
   */
  static byte[] into(byte[] jpeg, byte[] exif, int width, int height) {
    try {
      TiffOutputSet upright = upright(exif, width, height);
      ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + exif.length);
      new ExifRewriter().updateExifMetadataLossless(jpeg, out, upright);
      return out.toByteArray();
    } catch (IOException | RuntimeException e) { // the library throws any on broken data
      LOG.warn("EXIF data that cannot be read are left out: {}", e.getMessage());
      return jpeg;
    }
  }

  private static TiffOutputSet upright(byte[] exif, int width, int height) throws IOException {
    TiffImageMetadata found =
        (TiffImageMetadata)
            new TiffImageParser().getMetadata(ByteSource.array(exif), new TiffImagingParameters());
    TiffOutputSet kept = new TiffOutputSet(found.contents.header.byteOrder);
    for (TiffOutputDirectory directory : found.getOutputSet()) {
      if (directory.getType() <= DIRECTORY_TYPE_ROOT) {
        directory.setNextDirectory(null);
        kept.addDirectory(directory);
      }
    }
    TiffOutputDirectory root = kept.getOrCreateRootDirectory();
    root.removeField(TIFF_TAG_ORIENTATION);
    root.add(TIFF_TAG_ORIENTATION, (short) ORIENTATION_VALUE_HORIZONTAL_NORMAL);
    sizes(kept.getExifDirectory(), width, height);
    return kept;
  }

  private static void sizes(TiffOutputDirectory exif, int width, int height)
      throws ImagingException {
    if (exif != null) {
      exif.removeField(EXIF_TAG_EXIF_IMAGE_WIDTH);
      exif.removeField(EXIF_TAG_EXIF_IMAGE_LENGTH);
      exif.add(EXIF_TAG_EXIF_IMAGE_WIDTH, (short) width);
      exif.add(EXIF_TAG_EXIF_IMAGE_LENGTH, (short) height);
    }
  }
}
