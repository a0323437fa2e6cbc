// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.eval.evaluation.SharedEvaluation;
import org.ipmnet.eval.evaluation.SharedEvaluation.Begun;
import org.ipmnet.eval.evaluation.SharedEvaluation.Request;

/**
 * A model measured.
 *
 * @param begun what workers are told besides
 */
public record EvaluationWork(Request request, Begun begun) implements FolderWork {
  /**
   * An evaluation, begun.
   *
   * @param told a line of each damaged checkpoint that was passed over
   * @throws org.ipmnet.core.UserError naming what of the request cannot be used
   */
  public static EvaluationWork begin(Request request, Consumer<String> told) {
    Request placed = request.with(withAbsolutePaths(request, told));
    return new EvaluationWork(placed, SharedEvaluation.begin(placed, told));
  }

  /** A model's configuration may name its data and weight files from where it was trained. */
  private static List<String> withAbsolutePaths(Request request, Consumer<String> told) {
    List<String> all = new ArrayList<>(request.assignments());
    if (request.checkpoint() == null) {
      return all;
    }
    try (Checkpoint checkpoint = CheckpointStore.model(request.checkpoint(), told)) {
      ConfigTree tree = ConfigTree.parse(request.checkpoint().toString(), checkpoint.config());
      ConfigTree wanted =
          (request.data() == null ? tree : tree.without("data")).set(request.assignments());
      all.addAll(AbsolutePaths.assignments(wanted));
    }
    return all;
  }

  private SharedEvaluation shared() {
    return begun.of(request);
  }

  /** It has begun: what workers are told is known only then. */
  @Override
  public void begin() {}

  @Override
  public Tally work(WorkShare share, PrintStream out) {
    int batches = shared().run(share, out::println);
    return new Tally(batches, batches, 0);
  }

  /** The numbers are summed up by who wants them. */
  @Override
  public void join() {}
}
