// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore;
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

  private final Map<String, ServedModel> models = new LinkedHashMap<>();
  private final Optional<RunLayout> run;

  /** Held for writing while a model is exchanged, for reading while one is used. */
  private final ReadWriteLock exchange = new ReentrantReadWriteLock();

  private Path newest; // checkpoint of the run that is open, or null

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
    models.put(name, opened(name, model));
  }

  private static ServedModel opened(String name, Path model) {
    return new ServedModel(name, MakeupTransfer.open(model, null, 1, LOG::warn));
  }

  /** How a place is called: its last part. */
  public static String name(Path place) {
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

  /** The training's newest checkpoint takes the place of the one before. */
  private void takeNewest() {
    Optional<Path> found =
        run.flatMap(r -> new CheckpointStore(r.checkpoints()).newestFirst().stream().findFirst());
    if (found.isEmpty() || found.get().equals(newest)) {
      return;
    }
    String name = runName();
    ServedModel model;
    try {
      model = opened(name, found.get());
    } catch (UserError e) { // it may just be deleted: a training keeps but a few
      LOG.warn("{}", e.getMessage());
      return;
    }
    ServedModel before = models.put(name, model);
    newest = found.get();
    if (before != null) {
      before.close();
    }
  }

  private String runName() {
    return name(run.orElseThrow().root()) + " (newest)";
  }

  /** The training that is shown. */
  public Optional<RunLayout> run() {
    return run;
  }

  /** The name of the model that is the training's newest checkpoint, once there is one. */
  public Optional<String> ofRun() {
    return used(() -> newest == null ? Optional.empty() : Optional.of(runName()));
  }

  /** What clients are told of all of them. */
  public List<ServedModel.Description> describe() {
    return used(() -> models.values().stream().map(ServedModel::describe).toList());
  }

  /** What finds the faces of photos. */
  public MakeupTransfer finder() {
    return models.values().iterator().next().transfer();
  }

  /**
   * Uses one of them, which stays open meanwhile.
   *
   * @param name null for the first one
   * @throws UserError if there is none of this name
   */
  <T> T use(String name, Function<ServedModel, T> work) {
    return used(() -> work.apply(named(name)));
  }

  private <T> T used(Supplier<T> work) {
    if (run.isPresent()) {
      exchange.writeLock().lock();
      try {
        takeNewest();
      } finally {
        exchange.writeLock().unlock();
      }
    }
    exchange.readLock().lock();
    try {
      return work.get();
    } finally {
      exchange.readLock().unlock();
    }
  }

  private ServedModel named(String name) {
    if (name == null) {
      return models.values().iterator().next();
    }
    ServedModel model = models.get(name);
    if (model == null) {
      throw new UserError(
          "there is no model %s; there are %s", name, String.join(", ", models.keySet()));
    }
    return model;
  }

  @Override
  public void close() {
    models.values().forEach(ServedModel::close);
  }
}
