// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.network.Network;
import org.ipmnet.eval.model.MakeupModels;

/**
 * What a new run begins with beside what it draws: weights of another model as far as they fit.
 *
 * @param model a run's folder or one checkpoint, {@link MakeupModels#BUILT_IN}, or null for none
 * @param damaged told in one line of each newer checkpoint that is damaged
 */
public record FirstWeights(Path model, Consumer<String> damaged) {
  /** All are drawn. */
  static final FirstWeights DRAWN = new FirstWeights(null, line -> {});

  /**
   * Puts them into networks whose parameters have been drawn.
   *
   * @return what was taken, to be told
   * @throws org.ipmnet.core.UserError if there is no such model, or nothing of it fits
   */
  Optional<String> load(List<Network> networks) {
    if (model == null) {
      return Optional.empty();
    }
    SortedSet<String> others =
        model.equals(MakeupModels.BUILT_IN)
            ? MakeupModels.shipped(file -> load(file, networks))
            : load(model, networks);
    return Optional.of(
        others.isEmpty()
            ? String.format(Locale.ROOT, "%s: all weights taken", model)
            : String.format(
                Locale.ROOT,
                "%s: weights taken, but for these, which are new: %s",
                model,
                String.join(", ", others)));
  }

  private SortedSet<String> load(Path file, List<Network> networks) {
    try (Checkpoint checkpoint = CheckpointStore.model(file, damaged)) {
      return checkpoint.loadFitting(networks);
    }
  }
}
