// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.run.Unchanged;

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
    Unchanged.require("model", ModelKind.of(before), ModelKind.of(wanted));
  }

  /**
   * Compares what was with what is wanted.
   *
   * @throws UserError naming the first key that must stay
   */
  static void check(RunConfig before, RunConfig wanted) {
    Unchanged.require("batch", before.batch(), wanted.batch());
    Unchanged.require("seed", before.seed(), wanted.seed());
    Unchanged.require("network", before.model().network(), wanted.model().network());
    Unchanged.require("loss", before.model().loss(), wanted.model().loss());
    Unchanged.require("optimizer", before.model().optimizer(), wanted.model().optimizer());
    // files may move; what they hold may not change, and random is another network altogether
    for (Pretrained network : Pretrained.values()) {
      Unchanged.require(
          "weights.%s=random".formatted(network.key()),
          before.weights().random(network),
          wanted.weights().random(network));
    }
    DataConfig a = before.data();
    DataConfig b = wanted.data();
    Unchanged.require("data.size", a.size(), b.size());
    Unchanged.require("data.resize", a.resize(), b.resize());
    Unchanged.require("data.resize-form", a.resizeForm(), b.resizeForm());
    Unchanged.require("data.interpolation", a.interpolation(), b.interpolation());
    Unchanged.require("data.crop", a.crop(), b.crop());
    Unchanged.require("data.order", a.order(), b.order());
    Unchanged.require("data.flip", a.flip(), b.flip());
    Unchanged.require("data.flip-unit", a.flipUnit(), b.flipUnit());
    Unchanged.require("data.texture-factor", a.textureFactor(), b.textureFactor());
    Unchanged.require("data.texture-jitter", a.textureJitter(), b.textureJitter());
    Unchanged.require("data.texture", a.texture(), b.texture());
    Unchanged.require("data.texture-order", a.textureOrder(), b.textureOrder());
    Unchanged.require("data.texture-gain", a.textureGain(), b.textureGain());
    Unchanged.require("data.feature-gain", a.featureGain(), b.featureGain());
    Unchanged.require("data.labels", a.labels(), b.labels());
  }
}
