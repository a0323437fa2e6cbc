// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.RegionMap;

/**
 * What the networks see of one face: x, m and t of the paper. A sample is a buffer: {@link
 * SamplePreparation} overwrites it.
 *
 * @param size side s in pixels
 * @param image x, RGB in [-1, 1], planar [3, s, s]
 * @param mask m, 1 keep and 0 makeup area, [s, s]; all 1 where no area is known
 * @param texture t, 0 outside the makeup area, [s, s]
 * @param regions {@link org.ipmnet.data.label.FacePart} codes, [s, s], valid if the face had a map;
 *     for metrics and losses by region
 */
public record Sample(int size, float[] image, float[] mask, float[] texture, byte[] regions) {
  /** Checks that sizes and arrays agree. */
  public Sample {
    int plane = size * size;
    if (image.length != 3 * plane
        || mask.length != plane
        || texture.length != plane
        || regions.length != plane) {
      throw new IllegalArgumentException("arrays do not fit a side of " + size);
    }
  }

  /**
   * The face's parts; of a face of which only the makeup area is known all of that is skin. Its
   * codes are not to be written to.
   */
  public RegionMap parts() {
    byte[] parts = regions.clone();
    for (int i = 0; i < parts.length; i++) {
      if (mask[i] == 0 && !FacePart.ofCode(parts[i]).wearsMakeup()) {
        parts[i] = FacePart.SKIN.code();
      }
    }
    return new RegionMap(size, size, parts);
  }

  /** An empty buffer. */
  public static Sample ofSize(int size) {
    int plane = size * size;
    return new Sample(
        size, new float[3 * plane], new float[plane], new float[plane], new byte[plane]);
  }
}
