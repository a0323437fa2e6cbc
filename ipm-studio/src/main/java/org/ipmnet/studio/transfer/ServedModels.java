// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.io.Opening;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.train.run.RunLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that can be chosen, by name; the first one serves unless another is named. A training
 * that is shown is one more, always its newest checkpoint.
 */
public final class ServedModels implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServedModels.class);

  /** Replaced as a whole: whoever reads it holds no lock. */
  private volatile Map<String, ServedModel> models = Map.of();

  private final Optional<RunLayout> run;
  private final Set<Path> unusable = new HashSet<>();
  private Path newest; // checkpoint of the run that is open, or null
  private volatile boolean closed;

  private ServedModels(Optional<RunLayout> run) {
    this.run = run;
  }

  /**
   * Opens models.
   *
   * @param places runs, checkpoints, or folders of runs; none for the model that comes with the
   *     program
   * @param run a training that is shown
   * @throws UserError if one of them is none
   */
  public static ServedModels open(List<Path> places, Optional<RunLayout> run) {
    ServedModels opened = new ServedModels(run);
    try {
      if (places.isEmpty()) {
        opened.add(MakeupModels.BUILT_IN.toString(), null);
      }
      for (Path place : places) {
        for (Path model : runs(place)) {
          opened.add(name(model), model);
        }
      }
      opened.takeNewest();
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void add(String name, Path model) {
    if (models.containsKey(name)) {
      throw new UserError("two models are called %s; rename one's folder", name);
    }
    put(name, opened(name, null, model));
  }

  private ServedModel put(String name, ServedModel model) {
    Map<String, ServedModel> changed = new LinkedHashMap<>(models);
    ServedModel before = changed.put(name, model);
    models = Collections.unmodifiableMap(changed);
    return before;
  }

  private static ServedModel opened(String name, Long iteration, Path model) {
    return new ServedModel(name, iteration, MakeupTransfer.open(model, null, 1, LOG::warn));
  }

  private static String name(Path place) {
    Path file = place.toAbsolutePath().normalize().getFileName();
    return file == null ? place.toString() : file.toString();
  }

  /** The place itself, or the runs in it. */
  private static List<Path> runs(Path place) {
    if (!Files.isDirectory(place) || isRun(place)) {
      return List.of(place);
    }
    List<Path> runs = new ArrayList<>();
    try (Stream<Path> folders = Files.list(place)) {
      folders.filter(ServedModels::isRun).sorted().forEach(runs::add);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read; check its permissions", place);
    }
    return runs.isEmpty() ? List.of(place) : runs;
  }

  private static boolean isRun(Path folder) {
    return Files.exists(new RunLayout(folder).config());
  }

  /**
   * The training's newest checkpoint that can be opened takes the place of the one before. One that
   * cannot is tried once: it may be damaged, or just deleted, since a training keeps but a few.
   */
  private synchronized void takeNewest() {
    if (run.isEmpty() || closed) {
      return;
    }
    for (Path checkpoint : checkpoints(run.get().checkpoints())) {
      if (checkpoint.equals(newest)) {
        return;
      }
      if (!unusable.contains(checkpoint) && tryToTake(checkpoint)) {
        return;
      }
    }
  }

  private List<Path> checkpoints(Path folder) {
    try {
      return new CheckpointStore(folder).newestFirst();
    } catch (UserError e) { // of this computer, not of who asks
      if (unusable.add(folder)) {
        LOG.warn("{}", e.getMessage());
      }
      return List.of();
    }
  }

  private boolean tryToTake(Path checkpoint) {
    ServedModel model;
    try {
      model = opened(ofRunName(), CheckpointStore.iteration(checkpoint), checkpoint);
    } catch (UserError e) {
      LOG.warn("{}", e.getMessage());
      unusable.add(checkpoint);
      return false;
    }
    newest = checkpoint;
    ServedModel before = put(ofRunName(), model);
    if (before != null) {
      before.close();
    }
    return true;
  }

  private String ofRunName() {
    return runName() + " (newest)";
  }

  /** What the training that is shown is called. */
  public String runName() {
    return name(run.orElseThrow().root());
  }

  /** The training that is shown. */
  public Optional<RunLayout> run() {
    return run;
  }

  /** The model that is the training's newest checkpoint, once there is one. */
  public Optional<ModelDescription> ofRun() {
    takeNewest();
    return Optional.ofNullable(models.get(ofRunName())).map(ServedModel::describe);
  }

  /** What clients are told of all of them. */
  public List<ModelDescription> describe() {
    takeNewest();
    return models.values().stream().map(ServedModel::describe).toList();
  }

  /** Whether one of them uses this, for makeup or its removal. */
  boolean serve(MakeupTransfer transfer) {
    return models.values().stream().anyMatch(model -> model.uses(transfer));
  }

  /** What finds the faces of photos. */
  public MakeupTransfer finder() {
    return models.values().iterator().next().transfer();
  }

  /**
   * Uses one of them, which stays open meanwhile.
   *
   * @param name null for the first one
   * @throws UnknownModel if there is none of this name
   */
  <T> T use(String name, Function<ServedModel, T> work) {
    while (!closed) {
      Optional<T> done = named(name).whileOpen(work);
      if (done.isPresent()) {
        return done.get();
      } // else a newer checkpoint took its place
    }
    throw new IllegalStateException("the models are closed");
  }

  private ServedModel named(String name) {
    Map<String, ServedModel> all = models;
    if (name == null) {
      return all.values().iterator().next();
    }
    ServedModel model = all.get(name);
    if (model == null) {
      throw new UnknownModel(name, all.keySet());
    }
    return model;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Opening.closeAll(models.values());
  }
}
