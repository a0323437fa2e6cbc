// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.ipmnet.core.UserError;

/** Formats of pictures that are read. A file's first bytes tell them, its name does not count. */
enum PictureFormat {
  PNG("PNG", PngStructure::matches),
  JPEG("JPEG", JpegStructure::matches),
  WEBP("WebP", WebpStructure::matches),
  BMP("BMP", BmpStructure::matches),
  TIFF("TIFF", TiffStructure::matches);

  /** A format that is not read, to be named. */
  private record Other(String title, Predicate<byte[]> matches) {}

  /** AVIF first: its files may call themselves HEIF too. */
  private static final List<Other> OTHERS =
      List.of(
          new Other("AVIF", bytes -> hasBrand(bytes, "avif", "avis")),
          new Other("HEIC", bytes -> hasBrand(bytes, "heic", "heix", "heim", "heis", "hevc")),
          new Other("HEIF", bytes -> hasBrand(bytes, "mif1", "msf1")),
          new Other("Canon raw (CR3)", bytes -> hasBrand(bytes, "crx ")),
          new Other("GIF", bytes -> startsWith(bytes, "GIF8")),
          new Other("JPEG 2000", bytes -> startsWith(bytes, "\0\0\0\fjP  ")),
          new Other("JPEG 2000", bytes -> startsWith(bytes, "\u00ff\u004f\u00ff\u0051")),
          new Other("JPEG XL", bytes -> startsWith(bytes, "\0\0\0\fJXL ")),
          new Other("JPEG XL", bytes -> startsWith(bytes, "\u00ff\n")),
          new Other("Photoshop", bytes -> startsWith(bytes, "8BPS")),
          new Other("OpenEXR", bytes -> startsWith(bytes, "\u0076\u002f\u0031\u0001")),
          new Other("PDF", bytes -> startsWith(bytes, "%PDF")));

  private final String title;
  private final Predicate<byte[]> matches;

  PictureFormat(String title, Predicate<byte[]> matches) {
    this.title = title;
    this.matches = matches;
  }

  /** Its usual name. */
  String title() {
    return title;
  }

  /**
   * The format of a file.
   *
   * @throws UserError naming the file, and its format where that is known, if it is none of these
   */
  static PictureFormat of(byte[] bytes, Path file) {
    for (PictureFormat format : values()) {
      if (format.matches.test(bytes)) {
        return format;
      }
    }
    if (bytes.length == 0) {
      throw unread("%s is empty; put the picture there again or remove it", file);
    }
    for (Other other : OTHERS) {
      if (other.matches.test(bytes)) {
        throw unread(
            "%s is %s, which is not read; convert it to JPEG or PNG, or remove it",
            file, other.title);
      }
    }
    throw unread("%s is neither PNG nor JPEG, WebP, BMP or TIFF; convert or remove it", file);
  }

  private static UserError unread(String format, Object... values) {
    return new UnusablePicture(UnusablePicture.Reason.OTHER_FORMAT, format, values);
  }

  static boolean startsWith(byte[] bytes, String text) {
    byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** The brands of an ISO base media file: the main one, then those it is compatible with. */
  private static boolean hasBrand(byte[] bytes, String... wanted) {
    if (bytes.length < 16 || !new String(bytes, 4, 4, StandardCharsets.ISO_8859_1).equals("ftyp")) {
      return false;
    }
    long end = Math.min(bytes.length, Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt()));
    for (int at = 8; at + 4 <= end; at += 4) {
      if (List.of(wanted).contains(new String(bytes, at, 4, StandardCharsets.ISO_8859_1))) {
        return true;
      }
    }
    return false;
  }
}
