// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.paste.LookColours;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.paste.PasteForm;
import org.ipmnet.eval.picture.PictureKind;
import org.ipmnet.eval.transfer.FaceSource;
import org.ipmnet.eval.transfer.FolderTransfer;
import org.ipmnet.eval.transfer.LookRecipe;
import org.ipmnet.eval.transfer.TransferRequest;
import org.ipmnet.eval.transfer.TransferRequest.Extra;
import org.ipmnet.train.cluster.TransferWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ipm transfer}. */
@Command(
    name = "transfer",
    mixinStandardHelpOptions = true,
    description =
        "Transfer the makeup of every reference to every target, at the photos' full resolution.",
    footer = {
      "",
      "With one alpha a pair's result is TARGET__REFERENCE.jpg (or .png); with several it is "
          + "TARGET__REFERENCE__a0.25.jpg and so on, and TARGET__REFERENCE__levels.png shows them "
          + "from light to heavy. --grid adds grid.png. A JPEG has quality 95 and the target's EXIF "
          + "data.",
      "",
      "A photo in images/ of an MT layout finds its map in segs/ (or mask in masks/) by "
          + "itself. Photos are turned upright as their EXIF data says; maps belong to the upright "
          + "picture. In a photo without map the face is found, made level, parsed and put back.",
      "",
      "The exit code is 0 if all photos were made up and 2 if some were left out.",
      "",
      "Example:",
      "  ipm transfer --target photo.jpg --reference look.jpg \\",
      "    --strength lips=1,lids=0.6 --out results"
    })
final class TransferCommand implements Callable<Integer> {
  private static final int LEFT_OUT = 2;

  /** The first target is searched beside the references. */
  private static final int WORKERS = 2;

  private final BiFunction<Path, Path, MakeupTransfer> opener;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "RUN|CHECKPOINT",
      description = "a run's folder or one checkpoint (the built-in model)")
  private Path model;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "IMG|DIR",
      description = "faces to be made up, with maps or without")
  private Path target;

  @Option(
      names = "--reference",
      paramLabel = "IMG|DIR",
      description = "faces whose makeup is taken; they need no map (CycleGAN looks at none)")
  private Path reference;

  @Option(
      names = "--look",
      paramLabel = "IMG",
      description = "in place of --reference: photos whose makeup is mixed, or one")
  private List<Path> looks = List.of();

  @Option(
      names = "--mix",
      paramLabel = "M",
      description = "share of the second of two looks, 0 to 1 (0.5)")
  private Double mix;

  @Mixin private AreaLooks areas;

  @Option(names = "--maps", paramLabel = "DIR", description = "the targets' parsing maps")
  private Path maps;

  @Option(
      names = "--masks",
      paramLabel = "DIR",
      description = "the targets' masks, 0 makeup area and 255 keep, in place of maps")
  private Path masks;

  @Option(
      names = "--parser",
      paramLabel = "FILE|RUN",
      description = "face parser for photos without maps (imported, or built in)")
  private Path parser;

  @Option(
      names = "--all-faces",
      description = "make up all faces of a photo without map, not the largest alone")
  private boolean allFaces;

  @Option(
      names = "--labels",
      paramLabel = "SCHEME",
      converter = LabelSchemeNames.class,
      description = "what the maps' values mean: mt, face-parsing or celebamask-hq (the model's)")
  private LabelScheme labels;

  @Option(
      names = "--trust-labels",
      description = "take the maps' values so, even if they look like another scheme's")
  private boolean trustLabels;

  @Option(
      names = "--alpha",
      split = ",",
      paramLabel = "A",
      defaultValue = "0",
      description = "share of the target's own makeup, 0 to 1 (${DEFAULT-VALUE})")
  private List<Double> alphas;

  @Option(
      names = "--strength",
      paramLabel = "S|AREA=S,...",
      converter = StrengthsReader.class,
      description =
          "how much of the makeup, 0 to 1, for all or by area (skin, cheeks, nose, brows, lids,"
              + " under-eyes, lips); areas that are not named stay as they are"
              + " (1; little between the areas with a model that has learned from drawings)")
  private AreaStrengths strengths;

  @Option(
      names = "--skin-tone",
      paramLabel = "own|reference",
      converter = SkinToneNames.class,
      description =
          "whose skin is under the makeup (reference; own with a model that has learned from drawings)")
  private SkinTone skinTone;

  @Option(
      names = "--colours",
      paramLabel = "measured|painted",
      converter = LookColoursNames.class,
      description =
          "of lips, lids, brows and cheeks: as measured on the reference, or as the networks paint"
              + " them alone (painted; measured with a model that has learned from drawings)")
  private LookColours colours;

  @Option(
      names = "--paste",
      paramLabel = "difference|picture",
      converter = PasteFormNames.class,
      description =
          "what is put on the photo: what the style changes, or all that the networks paint"
              + " (difference where the model has it)")
  private PasteForm paste;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder for the results: new or empty")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "png|jpeg",
      converter = PictureKindNames.class,
      description = "of the results (each target's own: JPEG of JPEG, PNG of all else)")
  private PictureKind kind;

  @Option(names = "--grid", description = "also draw all pairs in one picture")
  private boolean grid;

  @Option(
      names = "--remove",
      description =
          "take makeup off: --reference is a bare face, or left out if the model can do without")
  private boolean remove;

  @Option(
      names = "--force",
      description = "write into a folder that is not empty, replacing files of equal name")
  private boolean force;

  @Mixin private ClusterOptions clusterOptions;

  TransferCommand() {
    this((model, parser) -> MakeupTransfer.open(model, parser, WORKERS, System.err::println));
  }

  /** With what opens a model and a face parser, which may be null. */
  TransferCommand(BiFunction<Path, Path, MakeupTransfer> opener) {
    this.opener = opener;
  }

  @Override
  public Integer call() {
    TransferRequest request =
        new TransferRequest(
            new FaceSource(target, maps, masks),
            reference == null ? null : FaceSource.of(reference),
            labels,
            alphas,
            out,
            extras(),
            new MakeupApplication.Changes(paste, skinTone, colours, strengths),
            kind,
            look());
    if (clusterOptions.areGiven()) {
      TransferWork work = TransferWork.of(request, model, parser, new Asides(spec));
      return clusterOptions.share(work).refused() == 0 ? 0 : LEFT_OUT;
    }
    List<String> refused;
    try (TargetAhead ahead = TargetAhead.of(target);
        MakeupTransfer transfer = opener.apply(model, parser)) {
      refused =
          new FolderTransfer(transfer, ahead)
              .apply(request, file -> spec.commandLine().getOut().println(file));
    }
    spec.commandLine().getOut().flush();
    refused.forEach(new Asides(spec));
    return refused.isEmpty() ? 0 : LEFT_OUT;
  }

  private LookRecipe look() {
    return looks.isEmpty() && areas.photos().isEmpty() && mix == null
        ? null
        : LookRecipe.of(looks, mix, areas.photos());
  }

  private Set<Extra> extras() {
    Map<Extra, Boolean> extras =
        Map.of(
            Extra.GRID, grid,
            Extra.TRUST_LABELS, trustLabels,
            Extra.ALL_FACES, allFaces,
            Extra.REMOVAL, remove,
            Extra.OVERWRITE, force);
    return extras.keySet().stream().filter(extras::get).collect(Collectors.toSet());
  }
}
