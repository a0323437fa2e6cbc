// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;

/** Decoded photos as pictures to write. */
public final class RgbPicture {
  private RgbPicture() {}

  /** A copy of a photo with its transparency, level by level. */
  public static BufferedImage of(Photo photo) {
    RgbImage colours = photo.colours();
    if (photo.alpha() == null) {
      return of(colours);
    }
    BufferedImage picture =
        new BufferedImage(colours.width(), colours.height(), BufferedImage.TYPE_4BYTE_ABGR);
    byte[] abgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    for (int i = 0, from = 0; i < abgr.length; i += 4, from += 3) {
      abgr[i] = photo.alpha()[i / 4];
      abgr[i + 1] = colours.rgb()[from + 2];
      abgr[i + 2] = colours.rgb()[from + 1];
      abgr[i + 3] = colours.rgb()[from];
    }
    return picture;
  }

  /** A copy of a picture, level by level. */
  public static BufferedImage of(RgbImage photo) {
    BufferedImage picture =
        new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    byte[] rgb = photo.rgb();
    for (int i = 0; i < rgb.length; i += 3) {
      bgr[i] = rgb[i + 2];
      bgr[i + 1] = rgb[i + 1];
      bgr[i + 2] = rgb[i];
    }
    return picture;
  }
}
