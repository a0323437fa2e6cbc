// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.train.log.StatsLine;

/**
 * Names of losses in files of version 0.1. There {@code _x} and {@code _y} meant the target's side
 * in IPM-Net and BeautyGAN, but the domain in CycleGAN and MUNIT. Now they mean the domain
 * everywhere, and a loss of the picture g_yx ends with {@code _yx}.
 */
final class FormerLossNames {
  /** The losses of g_yx and g_xy, by the kind of model as configurations call it. */
  private static final Map<String, Set<String>> OF_PICTURES =
      Map.of(
          ConfigTree.hyphenated(ModelKind.IPM_NET),
          Set.of("background", "identity", "style", "adversarial", "perceptual"),
          ConfigTree.hyphenated(ModelKind.BEAUTYGAN),
          Set.of("adversarial", "lips", "skin", "left_eye", "right_eye", "perceptual"));

  private static final Map<String, String> SUFFIXES = Map.of("_x", "_yx", "_y", "_xy");

  private FormerLossNames() {}

  /**
   * The same history by today's names, whichever it was written with.
   *
   * @param model the key {@code model} of the run's configuration
   */
  static LossHistory renamed(LossHistory history, String model) {
    Set<String> ofPictures = OF_PICTURES.getOrDefault(model, Set.of());
    if (ofPictures.isEmpty()) {
      return history;
    }
    return new LossHistory(history.lines().stream().map(line -> of(line, ofPictures)).toList());
  }

  private static StatsLine of(StatsLine line, Set<String> ofPictures) {
    Map<String, Double> losses = new LinkedHashMap<>();
    line.losses().forEach((name, value) -> losses.put(of(name, ofPictures), value));
    return new StatsLine(line.iteration(), line.seconds(), losses);
  }

  private static String of(String name, Set<String> ofPictures) {
    int end = name.lastIndexOf('_');
    return end > 0 && ofPictures.contains(name.substring(0, end))
        ? name.substring(0, end) + SUFFIXES.getOrDefault(name.substring(end), name.substring(end))
        : name;
  }
}
