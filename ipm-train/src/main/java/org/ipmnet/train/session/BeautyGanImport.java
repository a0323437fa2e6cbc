// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGanFiles;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.train.config.Preset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.run.RunFolder;

/**
 * Makes a run folder of files of BeautyGAN's program. They hold networks alone: the optimisers
 * begin anew, as they do there.
 */
final class BeautyGanImport {
  private BeautyGanImport() {}

  /**
   * Imports.
   *
   * @param path a {@code *_G.pth} alone, or a folder
   * @param out the run's folder: new or empty
   * @param assignments {@code key=value} over the program's settings
   * @param told told in a line each what was taken over and what begins anew
   * @throws UserError naming what does not fit; nothing is left behind then
   */
  static void run(Path path, Path out, List<String> assignments, Consumer<String> told) {
    RunFolder.requireUsable(out);
    try (BeautyGanFiles from = BeautyGanFiles.open(path)) {
      RunConfig config =
          RunConfig.of(
              Preset.withSizes(from.sizes(), "beautygan")
                  .set(ReleaseImport.WITHOUT_FROZEN_NETWORK)
                  .set(assignments));
      ImportedRun.requireSizes(config, from.sizes(), from.generatorFile());
      BeautyGanNetworkConfig sizes = from.sizes();
      told.accept(
          String.format(
              Locale.ROOT,
              "%s: dim %d, %d ResBlocks; Adam begins anew",
              from.generatorFile(),
              sizes.dim(),
              sizes.resBlocks()));
      if (!from.hasDiscriminators()) {
        told.accept(
            "*_D_SYMIX.pth and *_D_MAKEMIX.pth were not given: if training goes on, both"
                + " discriminators begin anew");
      }
      ImportedRun.ofNetworks(out, config, 0, from.tensors(), told);
    }
  }
}
