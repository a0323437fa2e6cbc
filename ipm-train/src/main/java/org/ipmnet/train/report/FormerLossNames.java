// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.train.log.StatsLine;

/**
 * Names of losses in files written before their suffixes had one meaning. In IPM-Net and BeautyGAN
 * {@code _x} was the side of the target of a made picture, in CycleGAN and MUNIT the domain of the
 * picture. Now a loss of the picture g_yx ends with {@code _yx} for every model, and {@code _x} is
 * a domain.
 */
final class FormerLossNames {
  private FormerLossNames() {}

  /** The losses of made pictures that a kind of model had under one letter. */
  private static Set<String> ofPictures(ModelKind kind) {
    return switch (kind) {
      case IPM_NET -> Set.of("background", "identity", "style", "adversarial", "perceptual");
      case BEAUTYGAN ->
          Set.of("adversarial", "lips", "skin", "left_eye", "right_eye", "perceptual");
      case CYCLEGAN -> Set.of("adversarial");
      case MUNIT -> Set.of("adversarial", "style", "content", "perceptual");
    };
  }

  /** Whether the letter was the target's side rather than the picture's domain. */
  private static boolean namedByTarget(ModelKind kind) {
    return switch (kind) {
      case IPM_NET, BEAUTYGAN -> true;
      case CYCLEGAN, MUNIT -> false;
    };
  }

  /** The same history by today's names, whichever it was written with. */
  static LossHistory renamed(LossHistory history, ModelKind kind) {
    return new LossHistory(history.lines().stream().map(line -> renamed(line, kind)).toList());
  }

  private static StatsLine renamed(StatsLine line, ModelKind kind) {
    Map<String, Double> losses = new LinkedHashMap<>();
    line.losses().forEach((name, value) -> losses.put(renamed(name, kind), value));
    return new StatsLine(line.iteration(), line.seconds(), losses);
  }

  private static String renamed(String name, ModelKind kind) {
    int end = name.lastIndexOf('_');
    if (end < 0 || !ofPictures(kind).contains(name.substring(0, end))) {
      return name;
    }
    return switch (name.substring(end)) {
      case "_x" -> name.substring(0, end) + (namedByTarget(kind) ? "_yx" : "_xy");
      case "_y" -> name.substring(0, end) + (namedByTarget(kind) ? "_xy" : "_yx");
      default -> name;
    };
  }
}
