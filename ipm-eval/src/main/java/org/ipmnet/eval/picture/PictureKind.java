// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import org.ipmnet.data.image.Photo;

/** Kinds of files that results are written as. */
public enum PictureKind {
  /** Exact, with transparency. */
  PNG("png"),
  /** A tenth as large; what is transparent becomes white. */
  JPEG("jpg");

  private final String extension;

  PictureKind(String extension) {
    this.extension = extension;
  }

  /** The kind of the file that a photo was read from; PNG for any that is not written. */
  public static PictureKind of(Photo photo) {
    return photo.file().isJpeg() ? JPEG : PNG;
  }

  /** What names of such files end with, behind the point. */
  public String extension() {
    return extension;
  }

  /** A file's bytes. A JPEG takes the EXIF data of the file that the photo was read from. */
  public byte[] bytes(Photo photo) {
    return switch (this) {
      case PNG -> photo.toPng();
      case JPEG -> Jpeg.bytes(photo);
    };
  }
}
