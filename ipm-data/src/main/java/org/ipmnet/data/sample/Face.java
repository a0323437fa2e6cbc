// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import java.util.Locale;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.image.WorkingSize;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;

/**
 * A photo at working size with what is known about it, all of one size.
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
          String.format(
              Locale.ROOT,
              "%s is %dx%d, the photo %dx%d",
              what,
              found.width(),
              found.height(),
              photo.width(),
              photo.height()));
    }
  }
}
