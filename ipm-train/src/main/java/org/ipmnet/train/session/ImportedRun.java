// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.release.ReleaseOptimizers;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.optimizer.Adam;
import org.ipmnet.train.run.RunFolder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A run folder of networks from elsewhere, as if a run had been stopped there. */
final class ImportedRun {
  /** What is told where files of two optimisers come without their second networks. */
  static final String NO_DISCRIMINATORS =
      "dis_*.pt was not given: if training goes on, both discriminators begin anew";

  private ImportedRun() {}

  /**
   * Checks that a configuration has the networks that files bring.
   *
   * @param sizes that the files show
   * @param file how the message calls them
   * @throws UserError if {@code --set} changed them
   */
  static void requireSizes(RunConfig config, Record sizes, Path file) {
    if (!config.model().network().equals(sizes)) {
      throw new UserError(
          "--set changes networks that %s brings: leave out model and network.*", file);
    }
  }

  /**
   * Makes a run of networks alone: what {@code tensors} lacks has its first parameters, and the
   * optimisers begin anew.
   *
   * @param iteration iterations that the networks have behind them
   * @param tensors by our names, each of a fitting shape
   * @param told how to go on
   * @throws UserError if the folder is in use or weights of a loss are not there
   */
  static void ofNetworks(
      Path out,
      RunConfig config,
      long iteration,
      Map<String, StoredTensor> tensors,
      Consumer<String> told) {
    make(out, config, iteration, tensors, List.of(), told);
  }

  /**
   * The same with what the optimisers remember.
   *
   * @param optimizers where they were read; discriminators that are not trained here need none
   */
  static void ofCheckpoint(
      Path out,
      RunConfig config,
      long iteration,
      Map<String, StoredTensor> tensors,
      Optional<ReleaseOptimizers> optimizers,
      Consumer<String> told) {
    told.accept(
        optimizers
            .map(
                o ->
                    String.format(
                        Locale.ROOT,
                        "Adam: %d steps of the generator taken, %d of the discriminators",
                        o.generator().steps(),
                        o.discriminators().steps()))
            .orElse("optimizer.pt was not given together with dis_*.pt: Adam begins anew"));
    List<ReleaseOptimizers.State> adams =
        optimizers.map(o -> List.of(o.generator(), o.discriminators())).orElse(List.of());
    make(out, config, iteration, tensors, adams, told);
  }

  private static void make(
      Path out,
      RunConfig config,
      long iteration,
      Map<String, StoredTensor> tensors,
      List<ReleaseOptimizers.State> adams,
      Consumer<String> told) {
    RandomStreams streams = new RandomStreams(config.seed());
    try (TrainableModel model = config.model().create(config.data(), config.weights(), streams)) {
      model.initialise(streams);
      model.training().networks().forEach(network -> fill(network, tensors));
      List<Adam> optimizers = model.training().optimizers();
      for (int i = 0; i < Math.min(adams.size(), optimizers.size()); i++) { // no D at weight 0
        remember(optimizers.get(i), adams.get(i));
      }
      Checkpoint.Content content = new Checkpoint.Content(iteration, config.toYaml());
      TrainingCheckpoint.saveFrozen(model, content);
      TrainingCheckpoint.save(model.training(), content);
      write(out, config, iteration, content, told);
    }
  }

  private static void remember(Adam adam, ReleaseOptimizers.State state) {
    for (Adam.Moments m : adam.moments()) {
      m.first().assign(moments(m.network(), state.first()));
      m.second().assign(moments(m.network(), state.second()));
    }
    adam.steps(state.steps());
  }

  /**
   * Moments in the layout of the network's flat parameters, 0 where there is none: a network of the
   * same figure is filled with them, so that the layout is decided in one place.
   */
  private static INDArray moments(Network network, Map<String, StoredTensor> tensors) {
    Network filled = Network.of(network.name(), network.graph().getConfiguration().clone());
    fill(filled, tensors);
    return filled.parameters();
  }

  /** Sets what there is a tensor for. */
  private static void fill(Network network, Map<String, StoredTensor> tensors) {
    Checkpoint.tensors(network)
        .forEach(
            (name, view) -> {
              if (tensors.containsKey(name)) {
                view.assign(tensors.get(name).read().reshape(view.shape()));
              }
            });
  }

  /**
   * Makes the folder; nothing of it stays if that fails.
   *
   * @param told how to go on
   */
  private static void write(
      Path out,
      RunConfig config,
      long iteration,
      Checkpoint.Content content,
      Consumer<String> told) {
    try (RunFolder folder = RunFolder.create(out)) {
      folder.begin(
          () -> {
            AtomicFile.write(folder.layout().config(), config.toYaml());
            Path file = new CheckpointStore(folder.layout().checkpoints()).file(iteration);
            content.writeTo(file);
            return file;
          });
    }
    told.accept(
        String.format(
            Locale.ROOT,
            "%s is ready: ipm transfer --model %s ..., or ipm resume %s --set data.folder=DIR",
            out,
            out,
            out));
  }
}
