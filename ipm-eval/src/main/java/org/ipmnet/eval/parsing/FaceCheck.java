// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;

/** Whether a map shows a face that can be worked with. */
final class FaceCheck {
  /** The least makeup area, as a share of the square; MT faces have a quarter to a half. */
  private static final double LEAST_AREA = 0.1;

  /** What an eye or a mouth has at least, as a share of the square. */
  private static final double LEAST_PART = 0.0003;

  private FaceCheck() {}

  /** What is wrong, in a few words; nothing for a face. */
  static Optional<String> fault(GrayImage map, LabelScheme labels) {
    Map<FacePart, Integer> counts = new EnumMap<>(FacePart.class);
    for (byte value : map.values()) {
      counts.merge(labels.parts().get(value & 0xFF), 1, Integer::sum);
    }
    double pixels = map.values().length;
    int area = 0;
    for (Map.Entry<FacePart, Integer> part : counts.entrySet()) {
      area += part.getKey().wearsMakeup() ? part.getValue() : 0;
    }
    if (area / pixels < LEAST_AREA) {
      return Optional.of(
          String.format(
              Locale.ROOT, "the makeup area is %.0f %% of its square", 100 * area / pixels));
    }
    if (counts.getOrDefault(FacePart.EYE, 0) / pixels < LEAST_PART) {
      return Optional.of("no eye is seen");
    }
    int lips =
        counts.getOrDefault(FacePart.UPPER_LIP, 0) + counts.getOrDefault(FacePart.LOWER_LIP, 0);
    return lips / pixels < LEAST_PART ? Optional.of("no lips are seen") : Optional.empty();
  }
}
