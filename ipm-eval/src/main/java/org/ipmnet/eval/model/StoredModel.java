// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Default;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.core.weights.WeightsConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.config.DataFolder;

/**
 * A trained model that is to be measured. A run's folder may get newer checkpoints meanwhile, so
 * what is said of the model and what is measured come from one file, found once.
 *
 * @param path a run's folder or one checkpoint, as the user named it
 * @param checkpoint the file
 * @param iteration of the checkpoint
 * @param checksum of its networks
 * @param config its own, with the data that it is measured on
 */
public record StoredModel(
    Path path, Path checkpoint, long iteration, String checksum, Config config) {
  /** Side of the pictures in which results on photos are measured, in pixels. */
  public static final int PHOTO_SIDE = 256;

  /** Nothing is cut off: a transfer frames a face by itself. */
  private static final String PHOTOS =
      String.format(
          Locale.ROOT,
          "data: {size: %1$d, resize: %1$d, crop: center, order: fixed, texture: none, labels: mt}",
          PHOTO_SIDE);

  private static final List<String> SETTABLE =
      List.of(
          "weights.",
          "data.faults=",
          "data.labels=",
          "data.label-mismatch=",
          "data.threads=",
          "data.cache-mib=",
          "data.makeup.",
          "data.non-makeup.");

  /**
   * What measuring needs of a run's configuration.
   *
   * @param model of which kind it is
   * @param batch samples of each side in an iteration of its training
   * @param seed of its training, which decides what it has not seen
   */
  public record Config(
      @Default("ipm-net") ModelKind model,
      int batch,
      long seed,
      DataConfig data,
      WeightsConfig weights) {
    private static final Set<String> KEYS = Set.of("model", "batch", "seed", "data", "weights");

    /** Reads it from a run's whole configuration. */
    public static Config of(ConfigTree tree) {
      return tree.only(KEYS).read(Config.class);
    }
  }

  /**
   * Reads what a checkpoint says about itself.
   *
   * @param data folder in MT layout, or null for the training data
   * @param assignments see {@link #requireSettable}
   * @param damaged told in one line of each newer checkpoint that is damaged
   * @throws UserError if there is none
   */
  public static StoredModel open(
      Path path, Path data, List<String> assignments, Consumer<String> damaged) {
    return open(
        path,
        tree -> data == null ? tree : tree.with(DataFolder.alone(data)),
        assignments,
        damaged);
  }

  /**
   * The same on photos: whole ones of {@link #PHOTO_SIDE} pixels, however the model sees them.
   *
   * @param path null for the model that comes with the program
   * @param photos folder in MT layout
   */
  public static StoredModel onPhotos(
      Path path, Path photos, List<String> assignments, Consumer<String> damaged) {
    ConfigTree data = ConfigTree.parse("photos", PHOTOS).with(DataFolder.alone(photos));
    UnaryOperator<ConfigTree> placed = tree -> tree.without("data").with(data);
    return path == null
        ? MakeupModels.shipped(
            file -> {
              StoredModel model = open(file, placed, assignments, damaged);
              return new StoredModel(
                  MakeupModels.BUILT_IN, file, model.iteration, model.checksum, model.config);
            })
        : open(path, placed, assignments, damaged);
  }

  private static StoredModel open(
      Path path,
      UnaryOperator<ConfigTree> placed,
      List<String> assignments,
      Consumer<String> damaged) {
    try (Checkpoint checkpoint = CheckpointStore.model(path, damaged)) {
      ConfigTree tree = ConfigTree.parse(path + " (its configuration)", checkpoint.config());
      return new StoredModel(
          path,
          checkpoint.file(),
          checkpoint.iteration(),
          String.format(Locale.ROOT, "CRC-32C %08x", SafeTensors.checksum(checkpoint.weights())),
          Config.of(placed.apply(tree).set(assignments)));
    }
  }

  /**
   * Checks what is to be set.
   *
   * @param assignments {@code key=value}
   * @param more keys that may be set besides
   * @throws UserError for a key that makes another model of it
   */
  public static void requireSettable(List<String> assignments, List<String> more) {
    for (String assignment : assignments) {
      if (SETTABLE.stream().noneMatch(assignment::startsWith)
          && more.stream().noneMatch(key -> assignment.startsWith(key + "="))) {
        throw new UserError(
            "%s cannot be set (--set): a measured model keeps its configuration; allowed are weights.*, data.faults, data.labels, data.label-mismatch, data.threads, data.cache-mib, data.makeup.* and data.non-makeup.*%s",
            assignment, more.isEmpty() ? "" : ", and " + String.join(", ", more));
      }
    }
  }

  /**
   * Opens that very checkpoint.
   *
   * @return closed by the caller
   * @throws UserError if it is there no more
   */
  public MakeupModel load() {
    return MakeupModels.load(checkpoint, message -> {});
  }

  /** The last part of its path. */
  public String fileName() {
    Path last = path.toAbsolutePath().normalize().getFileName();
    return last == null ? path.toString() : last.toString();
  }
}
