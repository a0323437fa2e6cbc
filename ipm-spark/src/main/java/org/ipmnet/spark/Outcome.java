// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.train.log.TrainingDiverged;
import org.ipmnet.train.loop.Progress;

/**
 * What became of a worker whose process lived on.
 *
 * @param kind how it ended
 * @param text the line for the user, or the stack trace of a bug
 * @param iteration how far it came
 * @param iterations how far it was to come
 */
record Outcome(Kind kind, String text, long iteration, long iterations) implements Serializable {
  enum Kind {
    /** It has trained. */
    TRAINED,
    /** There was nothing to train. */
    FINISHED_BEFORE,
    /** It met what the user can mend. */
    USER_ERROR,
    /** It met what nobody has thought of. */
    BUG,
    /** Another one gave up. */
    LEFT_ALONE
  }

  static Outcome of(Optional<Progress> reached) {
    return reached
        .map(progress -> new Outcome(Kind.TRAINED, "", progress.iteration(), progress.iterations()))
        .orElse(new Outcome(Kind.FINISHED_BEFORE, "", 0, 0));
  }

  static Outcome of(Throwable failure) {
    if (failure instanceof UserError || failure instanceof TrainingDiverged) {
      return new Outcome(Kind.USER_ERROR, failure.getMessage(), 0, 0);
    }
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return new Outcome(Kind.BUG, trace.toString(), 0, 0);
  }

  static Outcome leftAlone(String why) {
    return new Outcome(Kind.LEFT_ALONE, why, 0, 0);
  }

  /**
   * What all of them mean.
   *
   * @param all by rank
   * @return how far they came; empty if they had nothing to do
   * @throws UserError the first worker's that met one
   * @throws IllegalStateException with the stack trace of the first bug
   */
  static Optional<Progress> ofAll(List<Outcome> all) {
    for (Outcome outcome : all) {
      if (outcome.kind == Kind.BUG) {
        throw new IllegalStateException("in a worker: " + outcome.text);
      }
    }
    for (Outcome outcome : all) {
      if (outcome.kind == Kind.USER_ERROR) {
        throw new UserError(outcome.text);
      }
    }
    Outcome leader = all.get(0);
    return leader.kind == Kind.TRAINED
        ? Optional.of(new Progress(leader.iteration, leader.iterations))
        : Optional.empty();
  }
}
