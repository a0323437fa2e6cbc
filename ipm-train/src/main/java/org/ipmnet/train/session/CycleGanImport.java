// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.cyclegan.CycleGanFiles;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.train.config.Preset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.run.RunFolder;

/**
 * Makes a run folder of files of CycleGAN's program. They hold networks alone: the optimisers begin
 * anew and the pools are empty, as they are there.
 */
final class CycleGanImport {
  private CycleGanImport() {}

  /**
   * Imports.
   *
   * @param path a {@code *_net_G_A.pth} alone, or a folder
   * @param out the run's folder: new or empty
   * @param assignments {@code key=value} over the program's settings
   * @param told told in a line each what was taken over and what begins anew
   * @throws UserError naming what does not fit; nothing is left behind then
   */
  static void run(Path path, Path out, List<String> assignments, Consumer<String> told) {
    RunFolder.requireUsable(out);
    try (CycleGanFiles from = CycleGanFiles.open(path)) {
      CycleGanNetworkConfig sizes = from.sizes();
      RunConfig config = RunConfig.of(Preset.withSizes(sizes, "cyclegan").set(assignments));
      ImportedRun.requireSizes(config, sizes, from.generatorFile());
      told.accept(
          String.format(
              Locale.ROOT,
              "%s: dim %d, %d ResBlocks, networks %s; Adam and the pools begin anew",
              from.generatorFile(),
              sizes.generator().dim(),
              sizes.generator().resBlocks(),
              String.join(", ", from.networks())));
      if (!from.networks().contains("G_B")) {
        told.accept("*_net_G_B.pth was not given: removal does not work, and it begins anew");
      }
      if (!from.networks().contains("D_A")) {
        told.accept(
            "*_net_D_A.pth and *_net_D_B.pth were not given: if training goes on, both"
                + " discriminators begin anew");
      }
      ImportedRun.ofNetworks(out, config, 0, from.tensors(), told);
    }
  }
}
