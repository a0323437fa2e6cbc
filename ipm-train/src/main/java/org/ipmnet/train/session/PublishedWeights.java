// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGanFiles;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.cyclegan.CycleGanFiles;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.munit.MunitLayout;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.release.ReleaseLayout;
import org.ipmnet.core.weights.PyTorchWriter;

/** The weight files of the program that each kind of model was published with. */
public final class PublishedWeights {
  /** What {@code --as} calls IPM-Net's files, which came before there were other kinds. */
  private static final String RELEASE = "release";

  private PublishedWeights() {}

  private interface Reader {
    void read(Path from, Path out, List<String> assignments, Consumer<String> told);
  }

  /** What {@code ipm weights import --as} calls the files of a kind. */
  public static String name(ModelKind kind) {
    return kind == ModelKind.IPM_NET ? RELEASE : ConfigTree.hyphenated(kind);
  }

  /**
   * Makes a run folder of such files: {@code ipm resume} goes on with it, {@code ipm transfer} uses
   * it.
   *
   * @param from a file or folder
   * @param out the run's folder: new or empty
   * @param assignments {@code key=value} over the published settings
   * @param told told in a line each what was taken over and what begins anew
   * @throws UserError naming what does not fit; nothing is left behind then
   */
  public static void read(
      ModelKind kind, Path from, Path out, List<String> assignments, Consumer<String> told) {
    Reader reader =
        switch (kind) {
          case IPM_NET -> ReleaseImport::run;
          case BEAUTYGAN -> BeautyGanImport::run;
          case CYCLEGAN -> CycleGanImport::run;
          case MUNIT -> MunitImport::run;
        };
    reader.read(from, out, assignments, told);
  }

  /**
   * Writes a checkpoint's networks as that program would, or under our names in one dictionary of
   * tensors if it has no such networks.
   *
   * @param config the checkpoint's
   * @param out a new file; for programs with several, its name says which one
   * @return what was written, in a few words
   */
  public static String write(Checkpoint checkpoint, ConfigTree config, Path out) {
    ModelKind kind = ModelKind.of(config);
    ConfigTree network = config.section("network");
    return switch (kind) {
      case IPM_NET -> {
        IpmNetNetworkConfig sizes = IpmNetNetworkConfig.read(network);
        if (!ReleaseLayout.fits(sizes)) {
          yield underOurNames(checkpoint, out);
        }
        yield eitherFile(
            out,
            () -> ReleaseLayout.generatorFile(sizes, checkpoint::read),
            () -> ReleaseLayout.discriminatorFile(sizes, checkpoint::read),
            "the authors'");
      }
      case BEAUTYGAN -> {
        BeautyGanNetworkConfig sizes = network.read(BeautyGanNetworkConfig.class);
        BeautyGanFiles.Saved which = BeautyGanFiles.networkOf(out);
        PyTorchWriter.write(out, which.state(sizes, checkpoint::read));
        yield String.format(Locale.ROOT, ", as a *_%s.pth of BeautyGAN's program", which);
      }
      case CYCLEGAN -> {
        CycleGanNetworkConfig sizes = network.read(CycleGanNetworkConfig.class);
        String which = CycleGanFiles.networkOf(out);
        PyTorchWriter.write(out, CycleGanFiles.state(which, sizes, checkpoint::read));
        yield String.format(Locale.ROOT, ", as a *_net_%s.pth of CycleGAN's program", which);
      }
      case MUNIT -> {
        MunitNetworkConfig sizes = network.read(MunitNetworkConfig.class);
        yield eitherFile(
            out,
            () -> MunitLayout.generatorFile(sizes, checkpoint::read),
            () -> MunitLayout.discriminatorFile(sizes, checkpoint::read),
            "MUNIT's");
      }
    };
  }

  /** MUNIT's program and those built on it tell their two files apart by name alone. */
  private static String eitherFile(
      Path out,
      Supplier<Map<String, Object>> generators,
      Supplier<Map<String, Object>> discriminators,
      String whose) {
    boolean dis = out.getFileName().toString().startsWith("dis_");
    PyTorchWriter.write(out, (dis ? discriminators : generators).get());
    return String.format(Locale.ROOT, ", as a %s_*.pt of %s program", dis ? "dis" : "gen", whose);
  }

  private static String underOurNames(Checkpoint checkpoint, Path out) {
    PyTorchWriter.write(out, checkpoint.weights());
    return "";
  }
}
