// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/**
 * What of the file that a photo was read from belongs to the photo beside its pixels.
 *
 * @param isJpeg whether it is a JPEG
 * @param exif its EXIF data as they are stored, which still tell how its pixels lay; null for none.
 *     Kept, not copied; nobody writes to it.
 */
public record PhotoFile(boolean isJpeg, byte[] exif) {
  /** Of a photo that comes from no file. */
  public static final PhotoFile NONE = new PhotoFile(false, null);
}
