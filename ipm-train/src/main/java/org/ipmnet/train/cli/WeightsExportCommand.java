// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.train.parsing.ParserExport;
import org.ipmnet.train.session.PublishedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ipm weights export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write the networks' tensors of a run or checkpoint to one file.",
    footer = {
      "",
      "pt is for torch.load(FILE, weights_only=True). Of a model with a published program's "
          + "networks it is a file as its strict loader wants it: gen_*.pt of IPM-Net's authors "
          + "and of MUNIT (or dis_*.pt, by the name of FILE), *_G.pth of BeautyGAN, *_net_G_A.pth "
          + "and so on of CycleGAN; of a face parser its program's state dictionary, also of "
          + "imported weights; of any other one dictionary of tensors under our names.",
      "",
      "Example:",
      "  ipm weights export runs/paper --format pt --out ipm.pt"
    })
final class WeightsExportCommand implements Callable<Integer> {
  /** The formats of weight files. */
  enum Format {
    SAFETENSORS,
    PT
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN|CHECKPOINT|FILE",
      description = "the newest checkpoint of a run, or one, or a face parser's weights")
  private Path model;

  @Option(names = "--format", required = true, description = "pt or safetensors")
  private Format format;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "a new file")
  private Path out;

  @Override
  public Integer call() {
    if (Files.exists(out)) {
      throw new UserError("%s exists already; name a new file", out);
    }
    if (Files.isRegularFile(model) && !Checkpoint.isOne(model)) {
      if (format != Format.PT) {
        throw new UserError("%s is a weight file: it can be exported with --format pt", model);
      }
      ParserExport.write(out, model);
      spec.commandLine()
          .getOut()
          .printf(Locale.ROOT, "%s: the face-parsing program's state dictionary%n", out);
      spec.commandLine().getOut().flush();
      return 0;
    }
    try (Checkpoint checkpoint =
        CheckpointStore.model(model, spec.commandLine().getErr()::println)) {
      String what = format == Format.PT ? pt(checkpoint) : safetensors(checkpoint);
      spec.commandLine()
          .getOut()
          .printf(Locale.ROOT, "%s: iteration %d%s%n", out, checkpoint.iteration(), what);
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private String safetensors(Checkpoint checkpoint) {
    checkpoint.export(out);
    return "";
  }

  private String pt(Checkpoint checkpoint) {
    if (ParserExport.fits(checkpoint)) {
      ParserExport.write(out, checkpoint);
      return ", as the face-parsing program's state dictionary";
    }
    ConfigTree config = ConfigTree.parse(model + " (its configuration)", checkpoint.config());
    return PublishedWeights.write(checkpoint, config, out);
  }
}
