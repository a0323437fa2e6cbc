// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.awt.image.BufferedImage;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.face.Frame;
import org.ipmnet.eval.picture.PictureKind;
import org.ipmnet.eval.picture.RgbPicture;

/** A photo with makeup. Immutable. */
public final class Makeover {
  private final Photo photo;
  private final RgbImage first;
  private final Frame frame;

  /**
   * A result.
   *
   * @param first the first face's part of it, upright
   * @param frame of the face in that part
   */
  Makeover(Photo photo, RgbImage first, Frame frame) {
    this.photo = photo;
    this.first = first;
    this.frame = frame;
  }

  /**
   * The whole photo in the size of the target, sRGB, transparent where the target is; a new
   * picture. Pixels outside the makeup area are the target's own.
   */
  public BufferedImage picture() {
    return RgbPicture.of(photo);
  }

  /** The bytes of a file with the whole photo. */
  public byte[] encoded(PictureKind kind) {
    return kind.bytes(photo);
  }

  /** The kind of the target's file. */
  public PictureKind kind() {
    return PictureKind.of(photo);
  }

  /**
   * The first face, upright and small: what {@link Target#thumbnail} shows, with makeup.
   *
   * @param side pixels of the new picture
   */
  public BufferedImage thumbnail(int side) {
    return RgbPicture.of(frame.thumbnail(first, side));
  }
}
