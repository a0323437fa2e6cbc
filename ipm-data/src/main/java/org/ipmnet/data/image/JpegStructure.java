// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ipmnet.data.image.ImageHeader.Kind;

/** The segments of a JPEG file. */
final class JpegStructure {
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int TEM = 0x01;
  private static final int SCAN = 0xDA;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;

  /** What begins a part of a profile; its number and how many there are follow. */
  private static final String PROFILE = "ICC_PROFILE\0";

  private JpegStructure() {}

  static boolean matches(byte[] bytes) {
    return bytes.length >= 3 && at(bytes, 0) == 0xFF && at(bytes, 1) == START;
  }

  /** The decoder pads a cut-off file with gray and says nothing: only the end marker tells. */
  static ImageHeader read(byte[] bytes, Path file) {
    ImageHeader header = null;
    int at = 2;
    while (at + 1 < bytes.length) {
      int marker = at(bytes, at + 1);
      if (at(bytes, at) != 0xFF || marker == 0 || isRestart(marker)) {
        at++; // entropy-coded data, where 0xFF is followed by 0 or a restart marker
      } else if (marker == 0xFF) {
        at++; // fill byte
      } else if (marker == END) {
        if (header == null) {
          break;
        }
        return header;
      } else if (marker == TEM) {
        at += 2;
      } else {
        if (at + 4 > bytes.length) {
          break;
        }
        if (isFrame(marker) && header == null && at + 10 <= bytes.length) {
          header =
              new ImageHeader(
                  twoBytes(bytes, at + 7),
                  twoBytes(bytes, at + 5),
                  at(bytes, at + 4),
                  at(bytes, at + 9) == 1 ? Kind.GRAY : Kind.COLOUR,
                  false);
        }
        at += 2 + Math.max(2, twoBytes(bytes, at + 2));
      }
    }
    throw ImageHeader.truncated(file);
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
  }

  /**
   * Whether the picture comes in several passes, all of whose coefficients a decoder must keep.
   *
   * @param bytes of a file that {@link #read} has accepted
   */
  static boolean isProgressive(byte[] bytes) {
    for (int at = 2; at + 3 < bytes.length; ) {
      int marker = at(bytes, at + 1);
      if (at(bytes, at) != 0xFF || marker == 0xFF) {
        at++;
      } else if (isFrame(marker)) {
        return (marker & 3) == 2; // SOF2, 6, 10 and 14
      } else {
        at += 2 + Math.max(2, twoBytes(bytes, at + 2));
      }
    }
    return false;
  }

  /**
   * Orientation and colour profile; a profile may come in several numbered segments.
   *
   * @param bytes of a file that {@link #read} has accepted
   */
  static EmbeddedData embedded(byte[] bytes) {
    byte[] exif = null;
    SortedMap<Integer, byte[]> profile = new TreeMap<>();
    for (int at = 2; at + 3 < bytes.length && at(bytes, at + 1) != SCAN; ) {
      int marker = at(bytes, at + 1);
      if (at(bytes, at) != 0xFF || marker == 0xFF) {
        at++;
        continue;
      }
      int end = at + 2 + Math.max(2, twoBytes(bytes, at + 2));
      if (end > bytes.length) {
        break;
      }
      byte[] segment = Arrays.copyOfRange(bytes, at + 4, end);
      if (marker == APP1 && exif == null && PictureFormat.startsWith(segment, EmbeddedData.EXIF)) {
        exif = segment;
      } else if (marker == APP2
          && segment.length > PROFILE.length() + 2
          && PictureFormat.startsWith(segment, PROFILE)) {
        profile.putIfAbsent(
            at(segment, PROFILE.length()),
            Arrays.copyOfRange(segment, PROFILE.length() + 2, segment.length));
      }
      at = end;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    profile.values().forEach(whole::writeBytes);
    return EmbeddedData.of(exif, profile.isEmpty() ? null : whole.toByteArray());
  }

  /** SOF0 to SOF15 without the tables (DHT, DAC) and the reserved JPG in between. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int at(byte[] bytes, int index) {
    return bytes[index] & 0xFF;
  }

  private static int twoBytes(byte[] bytes, int index) {
    return at(bytes, index) << 8 | at(bytes, index + 1);
  }
}
