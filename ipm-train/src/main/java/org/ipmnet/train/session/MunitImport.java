// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.munit.MunitCheckpoint;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.release.ReleaseOptimizers;
import org.ipmnet.train.config.Preset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.run.RunFolder;

/**
 * Makes a run folder of a checkpoint of MUNIT's program, as if the run had been stopped there: with
 * an {@code optimizer.pt} both optimisers go on.
 */
final class MunitImport {
  private MunitImport() {}

  /**
   * Imports.
   *
   * @param path a {@code gen_*.pt} alone, or a folder with all that belongs to one
   * @param out the run's folder: new or empty
   * @param assignments {@code key=value} over the program's settings
   * @param told told in a line each what was taken over and what begins anew
   * @throws UserError naming what does not fit; nothing is left behind then
   */
  static void run(Path path, Path out, List<String> assignments, Consumer<String> told) {
    RunFolder.requireUsable(out);
    try (MunitCheckpoint from = MunitCheckpoint.open(path)) {
      Optional<ReleaseOptimizers> optimizers = from.optimizers();
      RunConfig config = config(from.sizes(), optimizers, assignments);
      ImportedRun.requireSizes(config, from.sizes(), from.generatorFile());
      MunitNetworkConfig sizes = from.sizes();
      told.accept(
          String.format(
              Locale.ROOT,
              "%s: iteration %d, dim %d, style %d, mlp %d, %d ResBlocks",
              from.generatorFile(),
              from.iteration(),
              sizes.dim(),
              sizes.style(),
              sizes.mlp(),
              sizes.resBlocks()));
      if (!from.hasDiscriminators()) {
        told.accept(ImportedRun.NO_DISCRIMINATORS);
      }
      ImportedRun.ofCheckpoint(out, config, from.iteration(), from.tensors(), optimizers, told);
    }
  }

  private static RunConfig config(
      MunitNetworkConfig sizes, Optional<ReleaseOptimizers> optimizers, List<String> assignments) {
    ConfigTree tree = Preset.withSizes(sizes, "munit");
    if (optimizers.isPresent()) {
      tree = tree.set(ReleaseImport.adamOf(optimizers.get().generator()));
    }
    return RunConfig.of(tree.set(assignments));
  }
}
