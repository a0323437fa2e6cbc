// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.ipmnet.data.image.RgbImage;

/** Decoded photos as pictures to write. */
public final class RgbPicture {
  private RgbPicture() {}

  /** A copy of a photo, level by level. */
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
