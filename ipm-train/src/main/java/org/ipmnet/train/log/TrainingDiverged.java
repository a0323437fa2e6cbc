// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Training has lost its way: a loss or the parameters are not finite, or a loss is beyond all
 * bounds. The message is one line with term, value and iteration, and with what is left.
 */
public final class TrainingDiverged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long iteration;
  private final String term;
  private final double value;

  private TrainingDiverged(
      String message, long iteration, String term, double value, Throwable cause) {
    super(message, cause);
    this.iteration = iteration;
    this.term = term;
    this.value = value;
  }

  /** A loss that is not finite or beyond the limit. */
  static TrainingDiverged loss(long iteration, String term, double value, double limit) {
    String message =
        Double.isFinite(value)
            ? String.format(
                Locale.ROOT,
                "loss %s is %.3g at iteration %d, beyond the limit of %.3g (key log.largest-loss)",
                term,
                value,
                iteration,
                limit)
            : String.format(Locale.ROOT, "loss %s is %s at iteration %d", term, value, iteration);
    return new TrainingDiverged(message, iteration, term, value, null);
  }

  /** Parameters that are not finite. */
  static TrainingDiverged parameters(long iteration, String network, double norm) {
    String message =
        String.format(
            Locale.ROOT, "the parameters of %s are not finite at iteration %d", network, iteration);
    return new TrainingDiverged(message, iteration, network, norm, null);
  }

  /**
   * The same with the last good checkpoint named.
   *
   * @param newestFirst all checkpoints; without any this exception itself is returned
   */
  public TrainingDiverged keeping(List<Path> newestFirst) {
    if (newestFirst.isEmpty()) {
      return this; // parameters of a file that the run was to begin with
    }
    return new TrainingDiverged(
        String.format(
            Locale.ROOT,
            "%s; the last good checkpoint is %s; a lower optimizer.learning-rate may help",
            getMessage(),
            newestFirst.get(0)),
        iteration,
        term,
        value,
        this);
  }

  /** The iteration whose losses were bad; its update has been made already. */
  public long iteration() {
    return iteration;
  }

  /** The first bad term in the order of the loss report, or the network. */
  public String term() {
    return term;
  }

  /** What the term was. */
  public double value() {
    return value;
  }
}
