// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Inline;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.weights.WeightsConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.train.beautygan.BeautyGanConfig;
import org.ipmnet.train.cyclegan.CycleGanConfig;
import org.ipmnet.train.ipmnet.IpmNetConfig;
import org.ipmnet.train.model.ModelConfig;
import org.ipmnet.train.munit.MunitConfig;
import org.ipmnet.train.replica.ClusterConfig;

/**
 * Everything that determines a run; saved resolved as config.yaml next to its results.
 *
 * @param model keys {@code model}, {@code network}, {@code loss} and {@code optimizer}
 * @param iterations how many in all
 * @param batch samples of each side in an iteration; with several workers, those of each
 * @param seed of every random draw
 */
public record RunConfig(
    @Inline ModelConfig model,
    @MayChange("no step depends on how many are to come") @Range(least = 0) long iterations,
    @Range(least = 1, most = 1024) int batch,
    long seed,
    DataConfig data,
    CheckpointStore.Retention checkpoint,
    LogConfig log,
    WeightsConfig weights,
    ClusterConfig cluster) {

  /** Checks the ranges, and that the image's side fits all networks. */
  public RunConfig {
    Ranges.of(RunConfig.class)
        .require(model, iterations, batch, seed, data, checkpoint, log, weights, cluster);
    model.requireFits(data, batch);
    cluster.requireDivides("iterations", iterations);
    cluster.requireDivides("checkpoint.every", checkpoint.every());
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

  /** Reads a tree strictly. */
  public static RunConfig of(ConfigTree tree) {
    return tree.read(RunConfig.class, Set.of(ModelKind.KEY), type(ModelKind.of(tree)));
  }

  /** What holds the keys that differ by kind of model. */
  static Class<? extends Record> type(ModelKind kind) {
    return switch (kind) {
      case IPM_NET -> IpmNetConfig.class;
      case BEAUTYGAN -> BeautyGanConfig.class;
      case CYCLEGAN -> CycleGanConfig.class;
      case MUNIT -> MunitConfig.class;
    };
  }

  /** The resolved configuration as YAML that {@link #of} reads back. */
  public String toYaml() {
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put(ModelKind.KEY, model.kind());
    sections.put("iterations", iterations);
    sections.put("batch", batch);
    sections.put("seed", seed);
    sections.put("network", model.network());
    sections.put("loss", model.loss());
    sections.put("optimizer", model.optimizer());
    sections.put("data", data);
    sections.put("checkpoint", checkpoint);
    sections.put("log", log);
    sections.put("weights", weights);
    sections.put("cluster", cluster);
    return ConfigTree.write(sections);
  }
}
