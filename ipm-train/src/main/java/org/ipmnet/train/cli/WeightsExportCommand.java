// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.dl4j.Dl4jExport;
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
    description = "Write the networks of a run or checkpoint for other programs.",
    footer = {
      "",
      "pt is for torch.load(FILE, weights_only=True). Of a model with a published program's "
          + "networks it is a file as its strict loader wants it: gen_*.pt of IPM-Net's authors "
          + "and of MUNIT (or dis_*.pt, by the name of FILE), *_G.pth of BeautyGAN, *_net_G_A.pth "
          + "and so on of CycleGAN; of a face parser its program's state dictionary, also of "
          + "imported weights; of any other one dictionary of tensors under our names.",
      "",
      "dl4j makes a folder with a file for each network, such as generator.zip, for DL4J's "
          + "ComputationGraph.load(file, false) with ipm-core on the class path.",
      "",
      "model is a checkpoint of the networks alone in half precision, a sixth of the size: enough "
          + "to transfer and measure with, not to train on.",
      "",
      "Example:",
      "  ipm weights export runs/paper --format pt --out ipm.pt"
    })
final class WeightsExportCommand implements Callable<Integer> {
  /** What is written: one file, of DL4J a folder. */
  enum Format {
    SAFETENSORS,
    PT,
    DL4J,
    MODEL
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN|CHECKPOINT|FILE",
      description = "the newest checkpoint of a run, or one, or a face parser's weights")
  private Path model;

  @Option(names = "--format", required = true, description = "pt, safetensors, dl4j or model")
  private Format format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE|DIR",
      description = "a new file, for dl4j a new folder")
  private Path out;

  @Override
  public Integer call() {
    if (Files.exists(out)) {
      throw new UserError("%s exists already; name a new one", out);
    }
    if (Files.isRegularFile(model) && !Checkpoint.isOne(model)) {
      say(": " + ofWeightFile());
      return 0;
    }
    try (Checkpoint checkpoint =
        CheckpointStore.model(model, spec.commandLine().getErr()::println)) {
      String what =
          switch (format) {
            case SAFETENSORS -> safetensors(checkpoint);
            case PT -> pt(checkpoint);
            case MODEL -> model(checkpoint);
            case DL4J -> ", " + dl4j(Dl4jExport.write(checkpoint, out));
          };
      say(String.format(Locale.ROOT, ": iteration %d%s", checkpoint.iteration(), what));
    }
    return 0;
  }

  private void say(String what) {
    spec.commandLine().getOut().println(out + what);
    spec.commandLine().getOut().flush();
  }

  private String ofWeightFile() {
    return switch (format) {
      case SAFETENSORS, MODEL ->
          throw new UserError(
              "%s is a weight file: it can be exported with --format pt or dl4j", model);
      case PT -> {
        ParserExport.write(out, model);
        yield "the face-parsing program's state dictionary";
      }
      case DL4J -> dl4j(Dl4jExport.write(model, out));
    };
  }

  private static String dl4j(List<String> networks) {
    return "for ComputationGraph.load: "
        + networks.stream().map(name -> name + ".zip").collect(Collectors.joining(", "));
  }

  private String model(Checkpoint checkpoint) {
    checkpoint.exportModel(out);
    return ", the networks alone in half precision";
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
