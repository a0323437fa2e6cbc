// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.image.WorkingSize;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;

/**
 * A photo with what is known about it, all of one size.
 *
 * @param photo the picture
 * @param regions its parsing map, or null where only a mask is known
 * @param area its makeup area, or null for a reference that needs none
 * @param texture its ready-made texture, or null
 */
public record Face(RgbImage photo, RegionMap regions, MakeupArea area, GrayImage texture) {
  /** Checks that all parts have the photo's size. */
  public Face {
    requireSize("regions", photo, regions == null ? null : size(regions.width(), regions.height()));
    requireSize("area", photo, area == null ? null : size(area.width(), area.height()));
    requireSize("texture", photo, texture == null ? null : size(texture.width(), texture.height()));
  }

  /**
   * Brings a photo and its companions to working size: the photo bilinear to a shorter side of
   * {@code shorterSide}, maps and masks nearest neighbour, a texture bilinear. The companions may
   * come in another size, but in the photo's shape.
   *
   * @param regions parsing map, or null
   * @param mask ready-made mask (0 makeup area, 255 keep), or null; regions go before it
   * @param texture ready-made texture, or null
   */
  public static Face atWorkingSize(
      RgbImage photo, RegionMap regions, GrayImage mask, GrayImage texture, int shorterSide) {
    WorkingSize size = WorkingSize.of(photo.width(), photo.height(), shorterSide);
    int w = size.width();
    int h = size.height();
    RegionMap placed = regions == null ? null : regions.resized(w, h);
    MakeupArea area =
        placed != null
            ? MakeupArea.of(placed)
            : mask == null ? null : MakeupArea.of(mask.resizedNearest(w, h));
    return new Face(
        photo.resized(w, h), placed, area, texture == null ? null : texture.resized(w, h));
  }

  /** Bytes of pixels held, for a cache's budget. */
  public long bytes() {
    long pixels = (long) photo.width() * photo.height();
    int perPixel = 3 + (regions == null ? 0 : 1) + (area == null ? 0 : 1);
    return pixels * (perPixel + (texture == null ? 0 : 1));
  }

  private static WorkingSize size(int width, int height) {
    return new WorkingSize(width, height);
  }

  private static void requireSize(String what, RgbImage photo, WorkingSize found) {
    if (found != null && !found.equals(size(photo.width(), photo.height()))) {
      throw new IllegalArgumentException(
          "%s is %dx%d, the photo %dx%d"
              .formatted(what, found.width(), found.height(), photo.width(), photo.height()));
    }
  }
}
