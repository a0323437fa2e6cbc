// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.Resize;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.image.WorkingSize;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;

/**
 * A photo as it is stored, with what is known about it: each part in its own size, all in the
 * photo's shape.
 *
 * @param photo the picture
 * @param regions its parsing map, or null
 * @param mask its ready-made mask (0 makeup area, 255 keep), or null; regions go before it
 * @param texture its ready-made texture, or null
 */
public record RawFace(RgbImage photo, RegionMap regions, GrayImage mask, GrayImage texture) {
  /** The makeup area in the size of the map or mask, or null where neither is known. */
  public MakeupArea area() {
    return regions != null ? MakeupArea.of(regions) : mask != null ? MakeupArea.of(mask) : null;
  }

  /**
   * The face at the size it is worked on at: maps and masks nearest neighbour, a texture bilinear.
   */
  public Face atWorkingSize(Resize resize) {
    WorkingSize size = resize.size(photo.width(), photo.height());
    int w = size.width();
    int h = size.height();
    RegionMap placed = regions == null ? null : regions.resized(w, h);
    MakeupArea area =
        placed != null
            ? MakeupArea.of(placed)
            : mask == null ? null : MakeupArea.of(mask.resizedNearest(w, h));
    return new Face(resize.of(photo), placed, area, texture == null ? null : texture.resized(w, h));
  }
}
