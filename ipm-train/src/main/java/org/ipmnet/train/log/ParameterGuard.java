// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.util.List;
import java.util.stream.LongStream;
import org.ipmnet.core.network.Network;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;

/**
 * Stops a run whose parameters are not finite before anything is made of them: the losses, which
 * {@link DivergenceGuard} sees, may still be finite when the step that follows them is not. It
 * belongs before whatever draws, measures or saves the networks, and looks only when that is due.
 */
public final class ParameterGuard implements TrainingListener {
  private final List<Network> networks;
  private final long[] due;

  /**
   * A guard.
   *
   * @param networks those that are trained
   * @param due after every how many iterations something is made of them, a number for each such
   *     thing; 0 for never. The end of training is always looked at
   */
  public ParameterGuard(List<Network> networks, long... due) {
    this.networks = List.copyOf(networks);
    this.due = due.clone();
  }

  /** A run may begin with parameters from a file. */
  @Override
  public void onStart(Progress progress) {
    requireFinite(progress);
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    long iteration = progress.iteration();
    if (progress.finished()
        || LongStream.of(due).anyMatch(every -> every > 0 && iteration % every == 0)) {
      requireFinite(progress);
    }
  }

  /**
   * Looks at all parameters, as before the checkpoint of a run that is stopped.
   *
   * @throws TrainingDiverged naming the first network that is not finite
   */
  public void requireFinite(Progress progress) {
    for (Network network : networks) {
      double norm = network.parameters().norm2Number().doubleValue();
      if (!Double.isFinite(norm)) {
        throw TrainingDiverged.parameters(progress.iteration(), network.name(), norm);
      }
    }
  }
}
