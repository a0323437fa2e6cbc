// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
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
import org.nd4j.linalg.factory.Nd4j;

/** A run folder of networks from elsewhere, as if a run had been stopped there. */
final class ImportedRun {
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
          "--set changes networks that %s brings: leave out model and network.*".formatted(file));
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
    ofNetworks(out, config, iteration, tensors, List.of(), told);
  }

  /**
   * The same with what the optimisers remember.
   *
   * @param adams one for each optimiser of the training, in its order, or none; those of networks
   *     that are not trained here are left out
   */
  static void ofNetworks(
      Path out,
      RunConfig config,
      long iteration,
      Map<String, StoredTensor> tensors,
      List<ReleaseOptimizers.State> adams,
      Consumer<String> told) {
    RandomStreams streams = new RandomStreams(config.seed());
    try (TrainableModel model =
        config.model().create(config.data(), config.weights(), streams).initialise(streams)) {
      for (Network network : model.training().networks()) {
        Checkpoint.tensors(network)
            .forEach(
                (name, view) -> {
                  if (tensors.containsKey(name)) {
                    view.assign(tensors.get(name).read().reshape(view.shape()));
                  }
                });
      }
      List<Adam> optimizers = model.training().optimizers();
      for (int i = 0; i < Math.min(adams.size(), optimizers.size()); i++) {
        remember(optimizers.get(i), adams.get(i));
      }
      Checkpoint.Content content = new Checkpoint.Content(iteration, config.toYaml());
      CheckpointWriter.addWeights(CheckpointWriter.weights(model), content);
      TrainingCheckpoint.save(model.training(), content);
      write(out, config, iteration, content, told);
    }
  }

  private static void remember(Adam adam, ReleaseOptimizers.State state) {
    for (Adam.Moments m : adam.moments()) {
      m.first().assign(moments(m.network(), Optional.of(state.first())));
      m.second().assign(moments(m.network(), Optional.of(state.second())));
    }
    adam.steps(state.steps());
  }

  /**
   * Moments in the layout of the network's flat parameters: a network of the same figure is filled
   * with them, so that the layout is decided in one place.
   */
  static INDArray moments(Network network, Optional<Map<String, StoredTensor>> tensors) {
    if (tensors.isEmpty()) {
      return Nd4j.create(network.type(), network.parameters().length());
    }
    Network filled = Network.of(network.name(), network.graph().getConfiguration().clone());
    fill(List.of(filled), tensors.get());
    return filled.parameters();
  }

  /** Sets parameters; one without a tensor becomes 0. */
  static void fill(List<Network> networks, Map<String, StoredTensor> tensors) {
    for (Network network : networks) {
      network
          .parameterViews()
          .forEach(
              (name, view) -> {
                StoredTensor tensor = tensors.get(network.name() + "." + name);
                if (tensor == null) {
                  view.assign(0);
                } else {
                  view.assign(tensor.read().reshape(view.shape()));
                }
              });
    }
  }

  /**
   * Makes the folder; nothing of it stays if that fails.
   *
   * @param told how to go on
   */
  static void write(
      Path out,
      RunConfig config,
      long iteration,
      Checkpoint.Content content,
      Consumer<String> told) {
    try (RunFolder folder = RunFolder.create(out)) {
      try {
        AtomicFile.write(folder.layout().config(), config.toYaml());
        content.writeTo(new CheckpointStore(folder.layout().checkpoints()).file(iteration));
      } catch (RuntimeException | Error e) { // the memory may be full
        folder.discard();
        throw e;
      }
    }
    told.accept(
        "%s is ready: ipm transfer --model %s ..., or ipm resume %s --set data.folder=DIR"
            .formatted(out, out, out));
  }
}
