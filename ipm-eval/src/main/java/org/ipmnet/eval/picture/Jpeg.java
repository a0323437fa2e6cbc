// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import org.ipmnet.data.image.JpegEncoder;
import org.ipmnet.data.image.Photo;

/** Photos as JPEG of quality 95, whose colours are as fine as its light (4:4:4). */
final class Jpeg {
  private static final JpegEncoder ENCODER = new JpegEncoder(0.95f, true);
  private static final int WHITE = 255;

  private Jpeg() {}

  /** The encoded photo, with the EXIF data of its file. */
  static byte[] bytes(Photo photo) {
    byte[] jpeg = ENCODER.bytes(RgbPicture.of(photo.over(WHITE)));
    byte[] exif = photo.file().exif();
    return exif == null
        ? jpeg
        : UprightExif.into(jpeg, exif, photo.colours().width(), photo.colours().height());
  }
}
