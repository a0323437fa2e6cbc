// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.release.ReleaseCheckpoint;
import org.ipmnet.core.release.ReleaseLayout;
import org.ipmnet.core.release.ReleaseOptimizers;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.train.config.Preset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.ipmnet.IpmNetConfig;
import org.ipmnet.train.run.RunFolder;

/**
 * Makes a run folder of a checkpoint of the authors' program, as if the run had been stopped there:
 * {@code ipm resume} goes on with it, {@code ipm transfer} uses it.
 */
public final class ReleaseImport {
  /** The perceptual loss needs weights that a checkpoint does not bring. */
  static final List<String> WITHOUT_FROZEN_NETWORK = List.of("loss.perceptual=0");

  private final ReleaseCheckpoint from;
  private final Consumer<String> told;

  private ReleaseImport(ReleaseCheckpoint from, Consumer<String> told) {
    this.from = from;
    this.told = told;
  }

  /**
   * Imports.
   *
   * @param path a {@code gen_*.pt} alone, or a folder with all that belongs to one
   * @param out the run's folder: new or empty
   * @param assignments {@code key=value} over the authors' settings
   * @param told told in a line each what was taken over and what begins anew
   * @throws UserError naming what does not fit; nothing is left behind then
   */
  public static void run(Path path, Path out, List<String> assignments, Consumer<String> told) {
    RunFolder.requireUsable(out);
    try (ReleaseCheckpoint from = ReleaseCheckpoint.open(path)) {
      new ReleaseImport(from, told).into(out, assignments);
    }
  }

  private void into(Path out, List<String> assignments) {
    Optional<ReleaseOptimizers> optimizers = from.optimizers();
    RunConfig config = config(optimizers, assignments);
    if (!(config.model() instanceof IpmNetConfig model)) {
      throw new UserError("--set model: the files hold %s", ModelKind.IPM_NET.title());
    }
    requireSavedSizes(model.network());
    told.accept(
        String.format(
            Locale.ROOT,
            "%s: iteration %d, %s",
            from.generatorFile(),
            from.iteration(),
            shown(model.network())));
    if (model.loss().perceptual() == 0) {
      told.accept(
          "loss.perceptual is 0: a checkpoint does not bring that network; --set loss.perceptual=W"
              + " here takes it in");
    }
    if (!from.hasDiscriminators()) {
      told.accept(ImportedRun.NO_DISCRIMINATORS);
    }
    ImportedRun.ofCheckpoint(out, config, from.iteration(), tensors(), optimizers, told);
  }

  /** All that is used here, by our names. */
  private Map<String, StoredTensor> tensors() {
    Map<String, StoredTensor> ours = new TreeMap<>();
    add(ours, ReleaseLayout.generator(from.sizes()), from.generator());
    if (from.hasDiscriminators()) {
      add(ours, ReleaseLayout.discriminator(from.sizes(), "d_y"), from.discriminatorMadeUp());
      add(ours, ReleaseLayout.discriminator(from.sizes(), "d_x"), from.discriminatorBare());
    }
    return ours;
  }

  private static void add(
      Map<String, StoredTensor> ours,
      List<ReleaseLayout.Entry> entries,
      Map<String, StoredTensor> theirs) {
    for (ReleaseLayout.Entry entry : entries) {
      if (entry.ours() != null) {
        ours.put(entry.ours(), theirs.get(entry.theirs()));
      }
    }
  }

  /** Without a {@code dis_*.pt} any discriminator will do. */
  private void requireSavedSizes(IpmNetNetworkConfig wanted) {
    IpmNetNetworkConfig saved = from.sizes();
    IpmNetNetworkConfig fitting =
        from.hasDiscriminators() ? saved : saved.with(wanted.discriminator());
    if (!wanted.equals(fitting)) {
      throw new UserError(
          "--set changes networks that %s brings: leave out network.*", from.generatorFile());
    }
  }

  private static String shown(IpmNetNetworkConfig n) {
    return String.format(
        Locale.ROOT,
        "dim %d, style %d, mlp %d, %d ResBlocks",
        n.dim(),
        n.style(),
        n.mlp(),
        n.generator().resBlocks());
  }

  private RunConfig config(Optional<ReleaseOptimizers> optimizers, List<String> assignments) {
    ConfigTree tree =
        Preset.withSizes(from.sizes(), "paper", "release").set(WITHOUT_FROZEN_NETWORK);
    if (optimizers.isPresent()) {
      tree = tree.set(adamOf(optimizers.get().generator()));
    }
    return RunConfig.of(tree.set(assignments));
  }

  /** The optimiser's settings as assignments. */
  static List<String> adamOf(ReleaseOptimizers.State adam) {
    return List.of(
        "optimizer.learning-rate=" + adam.learningRate(),
        "optimizer.beta1=" + adam.beta1(),
        "optimizer.beta2=" + adam.beta2(),
        "optimizer.epsilon=" + adam.epsilon(),
        "optimizer.weight-decay=" + adam.weightDecay(),
        "optimizer.generator-steps=" + adam.stepsAnIteration());
  }
}
