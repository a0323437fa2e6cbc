// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.util.Objects;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.train.config.RunConfig;

/**
 * What a resumed run may change. A change of anything else would make the run something that its
 * own configuration does not describe.
 */
final class ResumeRules {
  private ResumeRules() {}

  /**
   * Compares the kinds of model, without which other sections cannot be read.
   *
   * @throws UserError if they differ
   */
  static void checkKind(ConfigTree before, ConfigTree wanted) {
    same(
        "model",
        ConfigTree.hyphenated(ModelKind.of(before)),
        ConfigTree.hyphenated(ModelKind.of(wanted)));
  }

  /**
   * Compares what was with what is wanted.
   *
   * @throws UserError naming the first key that must stay
   */
  static void check(RunConfig before, RunConfig wanted) {
    same("batch", before.batch(), wanted.batch());
    same("seed", before.seed(), wanted.seed());
    same("network", before.model().network(), wanted.model().network());
    same("loss", before.model().loss(), wanted.model().loss());
    same("optimizer", before.model().optimizer(), wanted.model().optimizer());
    // files may move; what they hold may not change, and random is another network altogether
    for (Pretrained network : Pretrained.values()) {
      same(
          "weights.%s=random".formatted(network.key()),
          before.weights().random(network),
          wanted.weights().random(network));
    }
    DataConfig a = before.data();
    DataConfig b = wanted.data();
    same("data.size", a.size(), b.size());
    same("data.resize", a.resize(), b.resize());
    same("data.resize-form", a.resizeForm(), b.resizeForm());
    same("data.interpolation", a.interpolation(), b.interpolation());
    same("data.crop", a.crop(), b.crop());
    same("data.order", a.order(), b.order());
    same("data.flip", a.flip(), b.flip());
    same("data.flip-unit", a.flipUnit(), b.flipUnit());
    same("data.texture-factor", a.textureFactor(), b.textureFactor());
    same("data.texture-jitter", a.textureJitter(), b.textureJitter());
    same("data.texture", a.texture(), b.texture());
    same("data.texture-order", a.textureOrder(), b.textureOrder());
    same("data.texture-gain", a.textureGain(), b.textureGain());
    same("data.feature-gain", a.featureGain(), b.featureGain());
    same("data.labels", a.labels(), b.labels());
  }

  private static void same(String key, Object before, Object wanted) {
    if (!Objects.equals(before, wanted)) {
      throw new UserError(
          "%s cannot change when a run is resumed: it was %s, found %s; start a new run for that"
              .formatted(key, before, wanted));
    }
  }
}
