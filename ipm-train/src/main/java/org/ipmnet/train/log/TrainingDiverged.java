// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

/**
 * Training has lost its way: a loss is not finite or beyond all bounds. The message is one line
 * with term, value and iteration; whoever ends the run adds which checkpoint is the last good one.
 */
public final class TrainingDiverged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long iteration;
  private final String term;
  private final double value;

  public TrainingDiverged(long iteration, String term, double value, double limit) {
    super(
        Double.isFinite(value)
            ? "loss %s is %.3g at iteration %d, beyond the limit of %.3g"
                .formatted(term, value, iteration, limit)
            : "loss %s is %s at iteration %d".formatted(term, value, iteration));
    this.iteration = iteration;
    this.term = term;
    this.value = value;
  }

  /** The iteration whose losses were bad; its update has been made already. */
  public long iteration() {
    return iteration;
  }

  /** The first bad term in the order of the loss report. */
  public String term() {
    return term;
  }

  /** What the term was. */
  public double value() {
    return value;
  }
}
