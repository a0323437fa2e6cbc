// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
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
public final class ResumeRules {
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

  /**
   * Compares the photos. An imported checkpoint does not know its own: any may go on with it.
   *
   * @param hash of the photos that are there now
   * @param root the run's folder
   * @throws UserError if they are others
   */
  public static void requireSamePhotos(Checkpoint checkpoint, String hash, Path root) {
    if (checkpoint.hasText(CheckpointWriter.DATA)
        && !hash.equals(checkpoint.text(CheckpointWriter.DATA))) {
      throw new UserError(
          "the photos are not those that %s began with: an exact resume needs the same files; start a new run for others"
              .formatted(root));
    }
  }
}
