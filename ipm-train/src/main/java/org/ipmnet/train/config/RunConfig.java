// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Inline;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.weights.WeightsConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.train.model.ModelConfig;

/**
 * Everything that determines a run; saved resolved as config.yaml next to its results.
 *
 * @param model keys {@code model}, {@code network}, {@code loss} and {@code optimizer}
 * @param iterations how many in all
 * @param batch samples of each side in an iteration
 * @param seed of every random draw
 */
public record RunConfig(
    @Inline ModelConfig model,
    @MayChange("no step depends on how many are to come") long iterations,
    int batch,
    long seed,
    DataConfig data,
    CheckpointStore.Retention checkpoint,
    LogConfig log,
    WeightsConfig weights) {

  /** Checks the ranges, and that the image's side fits all networks. */
  public RunConfig {
    Require.atLeast("iterations", iterations, 0);
    Require.within("batch", batch, 1, 1024);
    model.requireFits(data, batch);
  }

  /** What a file holds whatever the kind of model. */
  private record Common(
      ModelKind model,
      long iterations,
      int batch,
      long seed,
      DataConfig data,
      CheckpointStore.Retention checkpoint,
      LogConfig log,
      WeightsConfig weights) {}

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
    ConfigTree known = DataConfig.withOptionalKeys(ModelKind.withOptionalKey(tree), "data.");
    known = LogConfig.withOptionalKeys(known, "log.");
    ConfigTree full = WeightsConfig.withOptionalKeys(known, "weights.");
    Common common = full.read(Common.class, ModelSections.KEYS);
    ModelConfig model = ModelSections.read(ModelKind.of(full), full);
    try {
      return new RunConfig(
          model,
          common.iterations(),
          common.batch(),
          common.seed(),
          common.data(),
          common.checkpoint(),
          common.log(),
          common.weights());
    } catch (UserError e) {
      throw new UserError(e, "%s: %s", tree.source(), e.getMessage());
    }
  }

  /** The resolved configuration as YAML that {@link #of} reads back. */
  public String toYaml() {
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("model", model.kind());
    sections.put("iterations", iterations);
    sections.put("batch", batch);
    sections.put("seed", seed);
    sections.putAll(ModelSections.of(model));
    sections.put("data", data);
    sections.put("checkpoint", checkpoint);
    sections.put("log", log);
    sections.put("weights", weights);
    return ConfigTree.write(sections);
  }
}
