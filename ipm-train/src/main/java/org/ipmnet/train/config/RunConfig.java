// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.network.NetworkConfig;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.perceptual.ResNet50;
import org.ipmnet.core.weights.WeightsConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.train.loss.LossWeights;
import org.ipmnet.train.optimizer.AdamConfig;

/**
 * Everything that determines a run; saved resolved as config.yaml next to its results.
 *
 * @param iterations how many in all
 * @param batch samples of each side in an iteration
 * @param seed of every random draw
 */
public record RunConfig(
    long iterations,
    int batch,
    long seed,
    NetworkConfig network,
    DataConfig data,
    LossWeights loss,
    AdamConfig optimizer,
    CheckpointStore.Retention checkpoint,
    LogConfig log,
    WeightsConfig weights) {

  /** Checks the ranges, and that the image's side fits all networks. */
  public RunConfig {
    Require.atLeast("iterations", iterations, 0);
    Require.within("batch", batch, 1, 1024);
    if (network != null && data != null) {
      network.requireSize(data.size());
    }
    if (loss != null && data != null && loss.perceptual() > 0) {
      requirePerceptible(data.size());
    }
    if (network != null && loss != null && loss.adversarial() > 0 && loss.r1() > 0) {
      requireNoNorm(network.discriminator().norm());
    }
  }

  private static void requirePerceptible(int size) {
    if (size < ResNet50.LEAST_SIDE) {
      throw new UserError(
          "data.size %d is too small for the perceptual loss, whose network needs a side of at least %d; or set loss.perceptual=0"
              .formatted(size, ResNet50.LEAST_SIDE));
    }
  }

  private static void requireNoNorm(Norm norm) {
    if (norm != Norm.NONE) {
      throw new UserError(
          "network.discriminator.norm must be none with loss.r1 above 0, found %s; or set loss.r1=0"
              .formatted(ConfigTree.hyphenated(norm)));
    }
  }

  /**
   * Reads a configuration file with assignments over it.
   *
   * @param file such as configs/paper.yaml
   * @param assignments {@code key=value}, applied in order
   */
  public static RunConfig load(Path file, List<String> assignments) {
    return of(ConfigTree.load(file).set(assignments));
  }

  /** Reads a tree strictly, after filling in the keys that may be left out. */
  public static RunConfig of(ConfigTree tree) {
    ConfigTree full = NetworkConfig.withOptionalKeys(tree, "network.");
    full = DataConfig.withOptionalKeys(full, "data.");
    full = LossWeights.withOptionalKeys(full, "loss.");
    full = AdamConfig.withOptionalKeys(full, "optimizer.");
    full = LogConfig.withOptionalKeys(full, "log.");
    return WeightsConfig.withOptionalKeys(full, "weights.").read(RunConfig.class);
  }

  /** The resolved configuration as YAML that {@link #of} reads back. */
  public String toYaml() {
    return ConfigTree.write(this);
  }
}
