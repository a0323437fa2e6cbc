// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.published.PublishedAdam;
import org.ipmnet.core.published.PublishedCheckpoint;
import org.ipmnet.core.published.PublishedProgram;
import org.ipmnet.core.published.SavedFiles;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.train.config.Preset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.optimizer.Adam;
import org.ipmnet.train.run.RunFolder;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes a run folder of what a published program saved, as if a run had been stopped there: {@code
 * ipm resume} goes on with it, {@code ipm transfer} uses it. Networks that the files do not hold
 * are initialised.
 */
public final class PublishedImport {
  private static final String PERCEPTUAL = "loss.perceptual";

  private final PublishedCheckpoint<?> from;
  private final List<PublishedAdam> adams;
  private final Consumer<String> told;

  private PublishedImport(PublishedCheckpoint<?> from, Consumer<String> told) {
    this.from = from;
    this.adams = from.optimizers();
    this.told = told;
  }

  /**
   * Imports.
   *
   * @param path the file of the generator, which is taken alone, or a folder, whose newest save is
   *     taken with all that belongs to it
   * @param out the run's folder: new or empty
   * @param assignments {@code key=value} over the program's settings
   * @param told receives a line for each thing that was taken over or begins anew
   * @throws UserError naming what does not fit; nothing is left behind then
   */
  public static void run(
      PublishedProgram<?> program,
      Path path,
      Path out,
      List<String> assignments,
      Consumer<String> told) {
    RunFolder.requireUsable(out);
    try (PublishedCheckpoint<?> from = PublishedCheckpoint.open(program, path)) {
      new PublishedImport(from, told).into(out, assignments);
    }
  }

  private void into(Path out, List<String> assignments) {
    String key = from.program().key();
    String[] preset = key.equals("release") ? new String[] {"paper", key} : new String[] {key};
    ConfigTree published = Preset.withSizes(from.sizes(), preset);
    boolean perceptual = !published.values().getOrDefault(PERCEPTUAL, "0").equals("0");
    if (perceptual) { // its network's weights are not in the files
      published = published.set(List.of(PERCEPTUAL + "=0"));
    }
    if (!adams.isEmpty()) {
      published = published.set(settings(adams.get(0)));
    }
    RunConfig config = RunConfig.of(published.set(assignments));
    Map<String, String> networks = networks(from.sizes());
    if (!networks.equals(networks(config.model().network()))) {
      throw new UserError(
          "--set changes networks that %s brings: leave out model and network.*",
          from.generatorFile());
    }
    tellBrought(networks);
    if (perceptual && assignments.stream().noneMatch(set -> set.startsWith(PERCEPTUAL + "="))) {
      told.accept(
          PERCEPTUAL
              + " is 0: a checkpoint does not bring that network; --set loss.perceptual=W here"
              + " takes it in");
    }
    tellMissing();
    make(out, config);
    told.accept(
        String.format(
            Locale.ROOT,
            "%s is ready: ipm transfer --model %s ..., or ipm resume %s --set data.folder=DIR",
            out,
            out,
            out));
  }

  private void tellBrought(Map<String, String> networks) {
    String sizes =
        networks.entrySet().stream()
            .filter(size -> size.getValue().matches("\\d+"))
            .map(size -> size.getKey() + " " + size.getValue())
            .collect(Collectors.joining(", "));
    String iteration = from.iteration() == 0 ? "" : "iteration " + from.iteration() + ", ";
    told.accept(from.generatorFile() + ": " + iteration + sizes);
  }

  private void tellMissing() {
    for (SavedFiles.Group group : from.missing()) {
      String files = String.join(" and ", group.files());
      String were = group.files().size() == 1 ? " was" : " were";
      told.accept(files + were + " not given: " + group.without());
    }
    told.accept(
        adams.isEmpty()
            ? from.program().files().anew()
            : String.format(
                Locale.ROOT,
                "Adam: %d steps of the generator taken, %d of the discriminators",
                adams.get(0).steps(),
                adams.get(1).steps()));
  }

  /**
   * The sizes of the networks that the files hold, by configuration key. Discriminators that they
   * do not hold may have any size.
   */
  private Map<String, String> networks(Record sizes) {
    ConfigTree tree = ConfigTree.parse("network", ConfigTree.write(sizes));
    return (from.hasDiscriminators() ? tree : tree.without("discriminator")).values();
  }

  /** The optimiser's settings as assignments. */
  private static List<String> settings(PublishedAdam adam) {
    return List.of(
        "optimizer.learning-rate=" + adam.learningRate(),
        "optimizer.beta1=" + adam.beta1(),
        "optimizer.beta2=" + adam.beta2(),
        "optimizer.epsilon=" + adam.epsilon(),
        "optimizer.weight-decay=" + adam.weightDecay(),
        "optimizer.generator-steps=" + adam.stepsAnIteration());
  }

  private void make(Path out, RunConfig config) {
    RandomStreams streams = new RandomStreams(config.seed());
    try (TrainableModel model = config.model().create(config.data(), config.weights(), streams)) {
      model.initialise(streams);
      model.training().networks().forEach(network -> fill(network, from.tensors()));
      List<Adam> optimizers = model.training().optimizers();
      for (int i = 0; i < Math.min(adams.size(), optimizers.size()); i++) { // no D at weight 0
        remember(optimizers.get(i), adams.get(i));
      }
      Checkpoint.Content content = new Checkpoint.Content(from.iteration(), config.toYaml());
      TrainingCheckpoint.saveFrozen(model, content);
      TrainingCheckpoint.save(model.training(), content);
      try (RunFolder folder = RunFolder.create(out)) {
        folder.begin(
            () -> {
              AtomicFile.write(folder.layout().config(), config.toYaml());
              Path file = new CheckpointStore(folder.layout().checkpoints()).file(from.iteration());
              content.writeTo(file);
              return file;
            });
      }
    }
  }

  private static void remember(Adam adam, PublishedAdam state) {
    for (Adam.Moments m : adam.moments()) {
      m.first().assign(moments(m.network(), state.first()));
      m.second().assign(moments(m.network(), state.second()));
    }
    adam.steps(state.steps());
  }

  /**
   * Moments in the layout of the network's flat parameters, 0 where there is none: a network of the
   * same graph is filled with them, so that the layout is decided in one place.
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
}
