// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.config.DataFolder;
import org.ipmnet.data.dataset.DataCheck;
import org.ipmnet.data.dataset.DataReport;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.train.config.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ipm data check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Read a data set once and list all that is wrong with it.",
    footer = {
      "",
      "The exit code is 0 for a sound set, and 2 with faults or where the maps follow another numbering than SCHEME.",
      "",
      "Example:",
      "  ipm data check photos --labels mt"
    })
final class DataCheckCommand implements Callable<Integer> {
  private static final int FAULTS = 2;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "folder in MT layout: images/ with segs/ or masks/")
  private Path folder;

  @Option(
      names = "--labels",
      paramLabel = "SCHEME",
      defaultValue = "mt",
      converter = LabelSchemeNames.class,
      description = "what the maps' values mean: mt, face-parsing or celebamask-hq (mt)")
  private LabelScheme labels;

  @Override
  public Integer call() {
    requireMtLayout();
    DataReport report = DataCheck.of(config());
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.table());
    out.flush();
    return report.isSound() ? 0 : FAULTS;
  }

  private void requireMtLayout() {
    if (!Files.isDirectory(folder)) {
      throw new UserError("%s does not exist or is no folder; check the path", folder);
    }
    if (!Files.isDirectory(folder.resolve("images"))) {
      throw new UserError(
          "%s is not in MT layout: expected images/makeup and images/non-makeup, with segs/ or masks/ beside images/",
          folder);
    }
  }

  /** The paper's: any size does for reading, and its textures are made, so that none is missed. */
  private DataConfig config() {
    int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
    return Preset.of("paper")
        .with(DataFolder.of(folder))
        .set(List.of("data.labels=" + HyphenatedName.of(labels), "data.threads=" + threads))
        .section("data")
        .read(DataConfig.class);
  }
}
