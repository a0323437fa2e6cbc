// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.NetworkConfig;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.release.ReleaseCheckpoint;
import org.ipmnet.core.release.ReleaseLayout;
import org.ipmnet.core.release.ReleaseOptimizers;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.train.config.PublishedPreset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.gan.Discriminators;
import org.ipmnet.train.gan.IpmNetConfig;
import org.ipmnet.train.run.RunFolder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
      throw new UserError("--set model: the files hold %s".formatted(ModelKind.IPM_NET.title()));
    }
    requireSavedSizes(model.network());
    Checkpoint.Content content = new Checkpoint.Content(from.iteration(), config.toYaml());
    told.accept(
        "%s: iteration %d, %s"
            .formatted(from.generatorFile(), from.iteration(), shown(model.network())));
    if (model.loss().perceptual() == 0) {
      told.accept(
          "loss.perceptual is 0: a checkpoint does not bring that network; --set loss.perceptual=W"
              + " here takes it in");
    }
    IpmNet net = IpmNet.of(model.network(), DataType.FLOAT);
    ImportedRun.fill(net.networks(), ours(generatorEntries(), from.generator()));
    add(content, net.networks(), optimizers.map(ReleaseOptimizers::generator), "generator");
    if (model.loss().adversarial() > 0) {
      addDiscriminators(
          content,
          config.seed(),
          model.network(),
          optimizers.map(ReleaseOptimizers::discriminators));
    }
    ImportedRun.write(out, config, from.iteration(), content, told);
  }

  /** Without a {@code dis_*.pt} any discriminator will do. */
  private void requireSavedSizes(NetworkConfig wanted) {
    NetworkConfig saved = from.sizes();
    NetworkConfig fitting =
        new NetworkConfig(
            saved.dim(),
            saved.style(),
            saved.mlp(),
            saved.padding(),
            saved.identityEncoder(),
            saved.styleEncoder(),
            saved.generator(),
            from.hasDiscriminators() ? saved.discriminator() : wanted.discriminator());
    if (!wanted.equals(fitting)) {
      throw new UserError(
          "--set changes networks that %s brings: leave out network.*"
              .formatted(from.generatorFile()));
    }
  }

  private static String shown(NetworkConfig n) {
    return "dim %d, style %d, mlp %d, %d ResBlocks"
        .formatted(n.dim(), n.style(), n.mlp(), n.generator().resBlocks());
  }

  private List<ReleaseLayout.Entry> generatorEntries() {
    return ReleaseLayout.generator(from.sizes());
  }

  private RunConfig config(Optional<ReleaseOptimizers> optimizers, List<String> assignments) {
    ConfigTree tree =
        PublishedPreset.tree(from.sizes(), "paper", "release").set(WITHOUT_FROZEN_NETWORK);
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

  private void addDiscriminators(
      Checkpoint.Content content,
      long seed,
      NetworkConfig sizes,
      Optional<ReleaseOptimizers.State> adam) {
    Discriminators d = Discriminators.of(sizes, DataType.FLOAT);
    if (from.hasDiscriminators()) {
      Map<String, StoredTensor> tensors = new TreeMap<>();
      tensors.putAll(
          ours(ReleaseLayout.discriminator(from.sizes(), "d_y"), from.discriminatorMadeUp()));
      tensors.putAll(
          ours(ReleaseLayout.discriminator(from.sizes(), "d_x"), from.discriminatorBare()));
      ImportedRun.fill(d.networks(), tensors);
    } else {
      told.accept("dis_*.pt was not given: if training goes on, both discriminators begin anew");
      d.initialise(new RandomStreams(seed));
    }
    add(content, d.networks(), adam, "discriminators");
  }

  private static Map<String, StoredTensor> ours(
      List<ReleaseLayout.Entry> entries, Map<String, StoredTensor> theirs) {
    Map<String, StoredTensor> ours = new TreeMap<>();
    for (ReleaseLayout.Entry entry : entries) {
      if (entry.ours() != null) {
        ours.put(entry.ours(), theirs.get(entry.theirs()));
      }
    }
    return ours;
  }

  private void add(
      Checkpoint.Content content,
      List<Network> networks,
      Optional<ReleaseOptimizers.State> adam,
      String whose) {
    networks.forEach(content::network);
    if (adam.isEmpty()) {
      told.accept(
          "optimizer.pt was not given together with dis_*.pt: Adam of the %s begins anew"
              .formatted(whose));
    }
    for (Network network : networks) {
      INDArray first = ImportedRun.moments(network, adam.map(ReleaseOptimizers.State::first));
      INDArray second = ImportedRun.moments(network, adam.map(ReleaseOptimizers.State::second));
      long steps = adam.map(ReleaseOptimizers.State::steps).orElse(0L);
      TrainingCheckpoint.addAdam(content, network.name(), first, second, steps);
    }
    adam.ifPresent(
        state -> told.accept("Adam of the %s: %d steps taken".formatted(whose, state.steps())));
  }
}
