// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;

/**
 * The measures of a parser by name: {@code meanIou} over the scheme's values, {@code makeupArea},
 * each part with left and right together ({@code brow}, {@code lips} for both lips), and each value
 * ({@code class 2 brow}). A measure of what never occurs is absent.
 */
public final class ParsingScores {
  private ParsingScores() {}

  /** All of them, 0 to 1. */
  public static Map<String, Double> of(ConfusionMatrix matrix, LabelScheme labels) {
    Map<String, Double> scores = new LinkedHashMap<>();
    put(scores, "meanIou", matrix.mean());
    put(scores, "makeupArea", matrix.makeupArea());
    put(scores, "lips", matrix.iou(EnumSet.of(FacePart.UPPER_LIP, FacePart.LOWER_LIP)));
    for (FacePart part : FacePart.values()) {
      if (labels.parts().contains(part)) {
        put(scores, name(part), matrix.iou(EnumSet.of(part)));
      }
    }
    for (int value = 0; value < labels.size(); value++) {
      put(
          scores,
          String.format(Locale.ROOT, "class %d %s", value, name(labels.parts().get(value))),
          matrix.iou(value));
    }
    return scores;
  }

  private static String name(FacePart part) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void put(Map<String, Double> scores, String name, OptionalDouble value) {
    value.ifPresent(v -> scores.put(name, v));
  }
}
