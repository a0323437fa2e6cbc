// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings stored colours to sRGB, which is what networks, results and everything in between are in.
 * The arithmetic is LittleCMS's, which every JDK has.
 */
final class ColourProfile {
  /** Longer profiles are not used: those of printers have 2 or 3 MB. */
  static final int MOST_BYTES = 8 << 20;

  /** A profile that moves no colour by more levels is sRGB, of which there are several editions. */
  private static final int SAME = 2;

  private static final int GRAY = 1;
  private static final int RGB = 3;
  private static final int CMYK = 4;

  private static final Logger LOG = LoggerFactory.getLogger(ColourProfile.class);

  private ColourProfile() {}

  /**
   * Colours in sRGB. Without a profile, or with one that is damaged or of another kind of colours
   * (which is logged), they pass for sRGB already; those of an sRGB profile stay as they are.
   *
   * @param colours levels of 8 bits, interleaved; may be returned
   * @param channels 1 (gray), 3 (red, green, blue) or 4 (cyan, magenta, yellow, black)
   * @param stored the ICC profile, or null
   * @param file for the log
   * @return red, green and blue
   */
  static byte[] toSrgb(byte[] colours, int channels, byte[] stored, Path file) {
    if (stored == null) {
      return plain(colours, channels);
    }
    try {
      if (stored.length > MOST_BYTES) {
        throw new IllegalArgumentException("it is longer than " + MOST_BYTES + " bytes");
      }
      ICC_Profile profile = ICC_Profile.getInstance(stored);
      int own = channels(profile);
      if (own == channels) {
        return converted(colours, channels, profile);
      }
      if (own == RGB && channels == GRAY) {
        return converted(plain(colours, channels), RGB, profile);
      }
      throw new IllegalArgumentException(
          "it is of another kind of colours than the picture's " + channels + " channels");
    } catch (IllegalArgumentException | CMMException e) {
      LOG.warn(
          "{}: its colour profile cannot be used ({}); its colours pass for sRGB",
          file,
          e.getMessage());
      return plain(colours, channels);
    }
  }

  /** Channels of the colours that a profile is of; 0 for none that pictures have. */
  private static int channels(ICC_Profile profile) {
    return switch (profile.getColorSpaceType()) {
      case ColorSpace.TYPE_GRAY -> GRAY;
      case ColorSpace.TYPE_RGB -> RGB;
      case ColorSpace.TYPE_CMYK -> CMYK;
      default -> 0;
    };
  }

  private static byte[] converted(byte[] colours, int channels, ICC_Profile profile) {
    ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    ColorConvertOp conversion = new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null);
    return channels != CMYK && changesLittle(conversion, channels)
        ? plain(colours, channels)
        : applied(conversion, colours, channels);
  }

  /** Tried on all grays, or on colours between the corners of the cube and on its diagonal. */
  private static boolean changesLittle(ColorConvertOp conversion, int channels) {
    byte[] probe = new byte[channels * 256];
    for (int i = 0, o = 0; i < 256; i++) {
      for (int k = 0; k < channels; k++, o++) {
        // six levels of each channel, then 40 grays
        int[] digits = {i % 6 * 51, i / 6 % 6 * 51, i / 36 * 51};
        probe[o] = (byte) (channels == GRAY ? i : i < 216 ? digits[k] : (i - 216) * 255 / 39);
      }
    }
    byte[] before = plain(probe, channels);
    byte[] after = applied(conversion, probe, channels);
    for (int i = 0; i < before.length; i++) {
      if (Math.abs((before[i] & 0xFF) - (after[i] & 0xFF)) > SAME) {
        return false;
      }
    }
    return true;
  }

  private static byte[] applied(ColorConvertOp conversion, byte[] colours, int channels) {
    byte[] rgb = new byte[Math.multiplyExact(RGB, colours.length / channels)];
    conversion.filter(raster(colours, channels), raster(rgb, RGB));
    return rgb;
  }

  /** One row of pixels over an array: places do not matter to colours. */
  private static WritableRaster raster(byte[] levels, int channels) {
    int[] offsets = new int[channels];
    for (int k = 0; k < channels; k++) {
      offsets[k] = k;
    }
    return Raster.createInterleavedRaster(
        new DataBufferByte(levels, levels.length),
        levels.length / channels,
        1,
        levels.length,
        channels,
        offsets,
        null);
  }

  /** Colours without a profile. */
  private static byte[] plain(byte[] colours, int channels) {
    if (channels == RGB) {
      return colours;
    }
    byte[] rgb = new byte[Math.multiplyExact(RGB, colours.length / channels)];
    for (int i = 0, o = 0; o < rgb.length; i += channels) {
      int black = channels == CMYK ? 255 - (colours[i + 3] & 0xFF) : 0;
      for (int k = 0; k < RGB; k++, o++) {
        rgb[o] =
            channels == GRAY ? colours[i] : (byte) ((255 - (colours[i + k] & 0xFF)) * black / 255);
      }
    }
    return rgb;
  }
}
