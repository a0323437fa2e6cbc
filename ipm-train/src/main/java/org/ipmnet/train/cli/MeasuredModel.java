// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.checkpoint.Provenance;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.train.config.DataFolder;
import org.ipmnet.train.config.RunConfig;

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
record MeasuredModel(
    Path path, Path checkpoint, long iteration, String checksum, RunConfig config) {
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
   * Checks what {@code --set} says.
   *
   * @param more keys that may be set besides
   * @throws UserError for a key that makes another model of it
   */
  static void requireSettable(List<String> assignments, List<String> more) {
    for (String assignment : assignments) {
      if (SETTABLE.stream().noneMatch(assignment::startsWith)
          && more.stream().noneMatch(key -> assignment.startsWith(key + "="))) {
        throw new UserError(
            "--set %s: a measured model keeps its configuration; allowed are weights.*, data.faults, data.labels, data.label-mismatch, data.threads, data.cache-mib, data.makeup.* and data.non-makeup.*%s",
            assignment, more.isEmpty() ? "" : ", and " + String.join(", ", more));
      }
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
  static MeasuredModel open(
      Path path, Path data, List<String> assignments, Consumer<String> damaged) {
    try (Checkpoint checkpoint = CheckpointStore.model(path, damaged)) {
      ConfigTree tree = ConfigTree.parse(path + " (its configuration)", checkpoint.config());
      ConfigTree placed = data == null ? tree : tree.with(DataFolder.alone(data));
      return new MeasuredModel(
          path,
          checkpoint.file(),
          checkpoint.iteration(),
          String.format(Locale.ROOT, "CRC-32C %08x", SafeTensors.checksum(checkpoint.weights())),
          RunConfig.of(placed.set(assignments)));
    }
  }

  /**
   * Opens that very checkpoint.
   *
   * @return closed by the caller
   * @throws UserError if it is there no more
   */
  MakeupModel load() {
    return MakeupModels.load(checkpoint, message -> {});
  }

  /** The last part of its path. */
  String fileName() {
    Path last = path.toAbsolutePath().normalize().getFileName();
    return last == null ? path.toString() : last.toString();
  }

  /** Adds what this program on this machine is. */
  static void addProvenance(Map<String, String> origin, Provenance here) {
    origin.put("data", "SHA-256 " + here.data());
    origin.put("seed", Long.toString(here.seed()));
    origin.put("ipm", here.ipm());
    origin.put("java", here.java());
    origin.put("os", here.os());
    origin.put("nd4j", here.nd4j());
    origin.put(
        "backend", String.format(Locale.ROOT, "%s, %d threads", here.backend(), here.threads()));
    origin.put("measured", here.started());
  }
}
