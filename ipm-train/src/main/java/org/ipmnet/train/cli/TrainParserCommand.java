// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.data.config.DataFolder;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.train.parsing.ParserConfig;
import org.ipmnet.train.parsing.ParserRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ipm train-parser}. */
@Command(
    name = "train-parser",
    mixinStandardHelpOptions = true,
    description = "Train a face parser (BiSeNet); Ctrl-C saves and stops, ipm resume goes on.",
    footer = {
      "",
      "DIR holds images/ and segs/ (or maps/) with equal names, flat or with the same "
          + "folders below, as in MT layout. RUN/metrics.json has the intersection over union of "
          + "every class on the photos held out.",
      "",
      "Example:",
      "  ipm train-parser --data photos --labels mt --out runs/parser"
    })
final class TrainParserCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", description = "photos with maps (key data.folder)")
  private Path data;

  @Option(
      names = "--labels",
      paramLabel = "SCHEME",
      converter = LabelSchemeNames.class,
      description = "what the maps' values mean: mt, face-parsing or celebamask-hq (data.labels)")
  private LabelScheme labels;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "another one than configs/parser.yaml, which is the published training")
  private Path config;

  @Mixin private NewRun newRun;

  @Override
  public Integer call() {
    ConfigTree tree = config == null ? ParserConfig.preset() : ConfigTree.load(config);
    if (data != null) {
      tree = tree.with(DataFolder.of(data));
    }
    if (labels != null) {
      tree = tree.set(List.of("data.labels=" + HyphenatedName.of(labels)));
    }
    ParserConfig resolved = ParserConfig.of(newRun.assigned(tree));
    return newRun.start(
        resolved, resolved.toYaml(), stop -> new ParserRun(System.out, Console.isTerminal(), stop));
  }
}
