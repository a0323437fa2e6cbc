// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/**
 * How a picture comes to the size it is worked on at, before it is cropped.
 *
 * @param side in pixels, key {@code data.resize}
 * @param form which side that is
 * @param interpolation of photos; maps and masks take the nearest pixel, textures are bilinear
 */
public record Resize(int side, Form form, Interpolation interpolation) {
  /**
   * The longest shorter side: of no photo that is read does the other one, at most {@link
   * ImageHeader#MAX_RATIO} times as long, overflow an array of three channels.
   */
  public static final int LARGEST_SIDE = 6688;

  /** What becomes that long; key {@code data.resize-form}. */
  public enum Form {
    /** The shorter side; the shape stays: the paper, MUNIT's and BeautyGAN's programs. */
    SHORTER_SIDE,
    /** Both sides, whatever the shape was: CycleGAN's program. */
    SQUARE
  }

  /** Bilinear, to a shorter side of so many pixels. */
  public static Resize shorterSide(int side) {
    return new Resize(side, Form.SHORTER_SIDE, Interpolation.BILINEAR);
  }

  /** The same without a change of shape. */
  public Resize keepingShape() {
    return new Resize(side, Form.SHORTER_SIDE, interpolation);
  }

  /** The size of a picture afterwards. */
  public WorkingSize size(int width, int height) {
    return switch (form) {
      case SHORTER_SIDE -> WorkingSize.of(width, height, side);
      case SQUARE -> new WorkingSize(side, side);
    };
  }

  /** A photo at that size; itself if it has it. */
  public RgbImage of(RgbImage photo) {
    WorkingSize size = size(photo.width(), photo.height());
    return photo.resized(size.width(), size.height(), interpolation);
  }
}
