// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.plausibility;

import java.util.EnumMap;
import java.util.Map;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.plausibility.MapStatistics.Region;

/**
 * Where a part of an upright face lies and how large it is, seen from its skin: lengths in roots of
 * the skin's area, from the skin's centre, x to either side and y downwards. Medians of real maps;
 * radii and sizes are generous, so that profiles, large expressions and hidden halves are within.
 *
 * @param x of the part's centre, to the left or right
 * @param y of the part's centre
 * @param radius how far a centre may lie from there
 * @param least least area, in areas of the skin
 * @param most largest area
 */
record PartPlace(double x, double y, double radius, double least, double most) {
  private static final Map<FacePart, PartPlace> OF = new EnumMap<>(FacePart.class);

  static {
    OF.put(FacePart.BROW, new PartPlace(0.27, -0.34, 0.3, 0.0005, 0.08));
    OF.put(FacePart.EYE, new PartPlace(0.25, -0.18, 0.26, 0.001, 0.06));
    OF.put(FacePart.NOSE, new PartPlace(0, 0.03, 0.23, 0.02, 0.3));
    OF.put(FacePart.UPPER_LIP, new PartPlace(0, 0.35, 0.24, 0.002, 0.09));
    OF.put(FacePart.INNER_MOUTH, new PartPlace(0, 0.38, 0.24, 0.0002, 0.15));
    OF.put(FacePart.LOWER_LIP, new PartPlace(0, 0.42, 0.24, 0.003, 0.12));
    OF.put(FacePart.HAIR, new PartPlace(0, 0, 0.8, 0.05, 8));
    OF.put(FacePart.EAR, new PartPlace(0.57, 0.05, 0.36, 0.0003, 0.15));
    OF.put(FacePart.NECK, new PartPlace(0, 0.8, 0.35, 0.002, 1.5));
    OF.put(FacePart.GLASSES, new PartPlace(0, -0.1, 0.25, 0.03, 0.8));
    OF.put(FacePart.EARRING, new PartPlace(0.55, 0.3, 0.4, 0.0001, 0.06));
    OF.put(FacePart.NECKLACE, new PartPlace(0, 0.95, 0.5, 0.001, 0.3));
    OF.put(FacePart.CLOTH, new PartPlace(0, 1.2, 0.9, 0.02, 8));
    OF.put(FacePart.HAT, new PartPlace(0, -0.8, 0.7, 0.03, 5));
  }

  /** The place of any part but skin, from which it is measured, and background, which has none. */
  static PartPlace of(FacePart part) {
    return OF.get(part);
  }

  /** Whether a region may be this part. */
  boolean holds(Region region) {
    return closeness(region) > 0;
  }

  /** 1 for a region whose centre is where it is expected, 0 for one that cannot be this part. */
  double closeness(Region region) {
    if (region.area() < least || region.area() > most) {
      return 0;
    }
    double distance = Math.hypot(Math.abs(region.x()) - x, region.y() - y);
    return Math.max(0, 1 - distance / radius);
  }
}
