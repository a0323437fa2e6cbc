// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.Resize;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.image.WorkingSize;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;

/**
 * A photo with what is known about the face in it. As it is stored each part has a size of its own,
 * all in the photo's shape; {@linkplain #atWorkingSize at working size} all have one.
 *
 * @param photo the picture
 * @param regions its parsing map, or null where only a mask is known
 * @param area its makeup area, or null for a reference that needs none
 * @param texture its ready-made texture, or null
 */
public record Face(RgbImage photo, RegionMap regions, MakeupArea area, GrayImage texture) {
  /** A photo of which nothing is known. */
  public static Face of(RgbImage photo) {
    return new Face(photo, null, null, null);
  }

  /** A photo with its parsing map, which implies the makeup area. */
  public static Face of(RgbImage photo, RegionMap regions) {
    return new Face(photo, regions, MakeupArea.of(regions), null);
  }

  /**
   * The face at the size it is worked on at: maps and areas nearest neighbour, a texture bilinear.
   */
  public Face atWorkingSize(Resize resize) {
    WorkingSize size = resize.size(photo.width(), photo.height());
    int w = size.width();
    int h = size.height();
    return new Face(
        resize.of(photo),
        regions == null ? null : regions.resized(w, h),
        area == null ? null : area.resized(w, h),
        texture == null ? null : texture.resized(w, h));
  }

  /** Whether all parts have the photo's size. */
  boolean hasOneSize() {
    return (regions == null || isSize(regions.width(), regions.height()))
        && (area == null || isSize(area.width(), area.height()))
        && (texture == null || isSize(texture.width(), texture.height()));
  }

  private boolean isSize(int width, int height) {
    return width == photo.width() && height == photo.height();
  }

  /** Bytes of pixels held, for a cache's budget. */
  public long bytes() {
    long pixels = (long) photo.width() * photo.height();
    int perPixel = 3 + (regions == null ? 0 : 1) + (area == null ? 0 : 1);
    return pixels * (perPixel + (texture == null ? 0 : 1));
  }
}
