// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.file.Path;
import org.ipmnet.core.UserError;

/**
 * Reads masks and textures: numbers, not colours, so that neither profile nor transparency applies.
 * Levels are as they are stored, those of inks as red, green and blue, upright.
 */
final class LevelDecoder {
  private LevelDecoder() {}

  /**
   * Decodes brightness, 0 black to 255 white.
   *
   * @throws UserError naming the file if it is damaged, or red, green and blue differ somewhere
   */
  static GrayImage decode(byte[] bytes, Path file) {
    StoredPixels stored = PhotoDecoder.stored(file, bytes, ImageHeader.of(bytes, file), 1);
    byte[] levels =
        stored.channels() == 4 // inks are no levels
            ? ColourProfile.toSrgb(stored.colours(), 4, null, file)
            : stored.colours();
    int channels = Math.min(3, stored.channels());
    Orientation orientation = EmbeddedData.of(PictureFormat.of(bytes, file), bytes).orientation();
    int width = stored.width();
    int height = stored.height();
    byte[] upright = orientation.upright(levels, width, height, channels);
    return new GrayImage(
        orientation.width(width, height),
        orientation.height(width, height),
        channels == 1 ? upright : gray(upright, file));
  }

  /** One channel of three that must be equal. */
  static byte[] gray(byte[] rgb, Path file) {
    byte[] values = new byte[rgb.length / 3];
    for (int i = 0, s = 0; i < values.length; i++, s += 3) {
      if (rgb[s] != rgb[s + 1] || rgb[s] != rgb[s + 2]) {
        throw new UserError(
            "%s has colours; expected a gray picture: save it with one channel", file);
      }
      values[i] = rgb[s];
    }
    return values;
  }
}
