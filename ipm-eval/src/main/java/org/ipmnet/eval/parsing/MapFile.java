// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.picture.Png;

/** Writes parsing maps: PNG of 8 bits and one channel, the values as they are. */
public final class MapFile {
  private MapFile() {}

  /**
   * Writes a map.
   *
   * @param map values of {@code labels}
   * @param as the scheme that the file is to follow
   * @throws org.ipmnet.core.UserError naming the file if it cannot be written
   */
  public static void write(Path file, GrayImage map, LabelScheme labels, LabelScheme as) {
    byte[] table = labels.valuesIn(as);
    BufferedImage image =
        new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = table[map.values()[i] & 0xFF];
    }
    Png.write(file, image);
  }
}
