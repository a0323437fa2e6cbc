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
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.eval.onnx.OnnxExport.Replacing;
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
      "onnx is for ONNX Runtime on phones, in browsers, in other languages. A folder gets a file for "
          + "each network and, of IPM-Net, transfer.onnx with all of them; a name that ends with "
          + ".onnx gets transfer.onnx alone, or the only network there is. It takes built-in, "
          + "face-detector, face-landmarks, person, palm-detector and hand-landmarks too.",
      "",
      "Example:",
      "  ipm weights export runs/paper --format pt --out ipm.pt"
    })
final class WeightsExportCommand implements Callable<Integer> {
  /** What is written: one file, of DL4J a folder, of ONNX either. */
  enum Format {
    SAFETENSORS,
    PT,
    DL4J,
    MODEL,
    ONNX
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN|CHECKPOINT|FILE|built-in",
      description =
          "the newest checkpoint of a run, or one, or a face parser's weights; for onnx also what"
              + " comes with the program")
  private Path model;

  @Option(names = "--format", required = true, description = "pt, safetensors, dl4j, model or onnx")
  private Format format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE|DIR",
      description = "a new file, for dl4j a new folder, for onnx one of both")
  private Path out;

  @Option(
      names = "--precision",
      paramLabel = "float32|float16",
      defaultValue = "float32",
      description = "of weights in onnx files; float16 has half the size")
  private WeightType precision;

  @Option(names = "--force", description = "let onnx files replace those of the same names")
  private boolean force;

  @Override
  public Integer call() {
    requireFitting();
    if (format == Format.ONNX) {
      say(": " + onnx());
      return 0;
    }
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
            case ONNX -> throw new AssertionError(format);
          };
      say(String.format(Locale.ROOT, ": iteration %d%s", checkpoint.iteration(), what));
    }
    return 0;
  }

  private void requireFitting() {
    if (precision != WeightType.FLOAT32 && format != Format.ONNX) {
      throw new UserError("--precision belongs to --format onnx only");
    }
    if (force && format != Format.ONNX) {
      throw new UserError("--force belongs to --format onnx only");
    }
  }

  private String onnx() {
    Replacing replaced = force ? Replacing.SAME_NAMES : Replacing.NOTHING;
    List<Path> files =
        OnnxSource.of(model, precision, spec.commandLine().getErr()::println).write(out, replaced);
    return "for ONNX Runtime"
        + (files.equals(List.of(out))
            ? ""
            : ": "
                + files.stream()
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.joining(", ")));
  }

  private void say(String what) {
    spec.commandLine().getOut().println(out + what);
    spec.commandLine().getOut().flush();
  }

  private String ofWeightFile() {
    return switch (format) {
      case SAFETENSORS, MODEL ->
          throw new UserError(
              "%s is a weight file: it can be exported with --format pt, dl4j or onnx", model);
      case ONNX -> throw new AssertionError(format);
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
