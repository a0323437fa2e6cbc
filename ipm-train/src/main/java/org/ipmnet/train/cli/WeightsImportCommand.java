// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.face.FaceDetectorNetwork;
import org.ipmnet.core.face.FaceLandmarkNetwork;
import org.ipmnet.core.face.HandLandmarkNetwork;
import org.ipmnet.core.face.PalmDetectorNetwork;
import org.ipmnet.core.face.PersonNetwork;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.core.perceptual.InceptionV3;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.core.perceptual.ResNet50;
import org.ipmnet.core.perceptual.VggForm;
import org.ipmnet.core.published.PublishedProgram;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.ipmnet.eval.onnx.OnnxImport;
import org.ipmnet.train.session.PublishedImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ipm weights import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Bring in a checkpoint of a published program, or a pretrained network.",
    footer = {
      "",
      "release (IPM-Net's authors) and munit: a folder with gen_*.pt, dis_*.pt and "
          + "optimizer.pt becomes a run that ipm resume goes on with; a gen_*.pt alone serves ipm "
          + "transfer, or training with discriminators and Adam begun anew.",
      "",
      "beautygan (*_G.pth with *_D_*.pth) and cyclegan (*_net_*.pth): networks alone, Adam "
          + "begins anew.",
      "",
      "The others: the file that the network's publication offers becomes "
          + "~/.ipm/weights/NAME.safetensors, where it is found without any key.",
      "",
      "model: what ipm weights export --format onnx wrote of a makeup model, a folder or one file, "
          + "becomes a checkpoint of its networks, for ipm transfer and evaluate.",
      "",
      "Example:",
      "  ipm weights import --as vggface2 resnet50_ft_weight.pkl"
    })
final class WeightsImportCommand implements Callable<Integer> {
  /** Our own exports to ONNX. */
  private static final String MODEL = "model";

  @Spec private CommandSpec spec;

  @Option(
      names = "--as",
      required = true,
      paramLabel = "NAME",
      description =
          "release, beautygan, cyclegan, munit, vggface2, bisenet, vgg19, inception, lpips-alex,"
              + " lpips-vgg, lpips-alex-heads, lpips-vgg-heads, face-detector,"
              + " face-landmarks, person, palm-detector, hand-landmarks or model")
  private String name;

  @Parameters(
      paramLabel = "FILE|DIR",
      description = "a folder for a published program's, or of ONNX files, only")
  private Path from;

  @Option(
      names = "--out",
      paramLabel = "RUN|FILE",
      description = "the run's folder, new or empty; of a pretrained network another file to write")
  private Path out;

  @Option(
      names = "--set",
      arity = "1..*",
      paramLabel = "key=value",
      description = "set a configuration key over the published program's settings")
  private List<String> assignments = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter console = spec.commandLine().getOut();
    if (!Files.exists(from)) {
      throw new UserError("%s does not exist", from);
    }
    Optional<PublishedProgram<?>> published =
        PublishedProgram.all().stream().filter(program -> program.key().equals(name)).findFirst();
    if (published.isPresent()) {
      Options.require("--out", out);
      PublishedImport.run(published.get(), from, out, assignments, console::println);
    } else if (name.equals(MODEL)) {
      model(console);
    } else {
      convert(network(), console);
    }
    console.flush();
    return 0;
  }

  private Pretrained network() {
    for (Pretrained network : Pretrained.values()) {
      if (network.key().equals(name)) {
        return network;
      }
    }
    throw new UserError(
        "--as %s is none of %s, %s",
        name,
        Stream.concat(
                PublishedProgram.all().stream().map(PublishedProgram::key),
                Arrays.stream(Pretrained.values()).map(Pretrained::key))
            .collect(Collectors.joining(", ")),
        MODEL);
  }

  /** What was exported to ONNX. */
  private void model(PrintWriter console) {
    requireNoAssignments();
    Options.require("--out", out);
    if (Files.exists(out)) {
      throw new UserError("%s exists already; name a new file", out);
    }
    if (!out.toString().endsWith(".safetensors")) {
      throw new UserError(
          "--out %s is to be a checkpoint; let its name end with .safetensors", out);
    }
    List<String> networks = OnnxImport.toCheckpoint(from, out);
    console.printf(Locale.ROOT, "%s: %s%n", out, String.join(", ", networks));
  }

  private void requireNoAssignments() {
    if (!assignments.isEmpty()) {
      throw new UserError("--set belongs to checkpoints such as --as release only");
    }
  }

  private void convert(Pretrained network, PrintWriter console) {
    requireNoAssignments();
    if (out != null && Files.exists(out)) {
      throw new UserError("%s exists already; name a new file", out);
    }
    Path to = out == null ? network.defaultFile() : out;
    network.convert(from, to, shapes(network));
    console.printf(Locale.ROOT, "%s: %s%n", to, network.description());
    if (out != null && network.hasKey()) {
      console.printf(Locale.ROOT, "use it with: --set weights.%s=%s%n", network.key(), out);
    }
  }

  /** The tensors that each network's graph wants. */
  static TensorShapes shapes(Pretrained network) {
    return switch (network) {
      case VGGFACE2 -> ResNet50.shapes();
      case BISENET -> BiSeNetWeights.shapesAtWork(BiSeNetConfig.PUBLISHED);
      case VGG19 -> VggForm.VGG_19.shapes();
      case INCEPTION -> InceptionV3.shapes();
      case LPIPS_ALEX -> LpipsBackbone.ALEX.shapes();
      case LPIPS_VGG -> LpipsBackbone.VGG.shapes();
      case LPIPS_ALEX_HEADS -> LpipsBackbone.ALEX.headShapes();
      case LPIPS_VGG_HEADS -> LpipsBackbone.VGG.headShapes();
      case FACE_DETECTOR -> FaceDetectorNetwork.shapes();
      case FACE_LANDMARKS -> FaceLandmarkNetwork.shapes();
      case PERSON -> PersonNetwork.shapes();
      case PALM_DETECTOR -> PalmDetectorNetwork.shapes();
      case HAND_LANDMARKS -> HandLandmarkNetwork.shapes();
    };
  }
}
