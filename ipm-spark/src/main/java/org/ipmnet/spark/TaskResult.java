// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.ipmnet.core.UserError;
import org.ipmnet.train.cluster.ClusterTask;
import org.ipmnet.train.log.TrainingDiverged;

/**
 * What came of a task: its value, or the line of what the user can mend, which no other worker
 * would fare better with.
 *
 * @param line null if there is a value
 */
record TaskResult<R extends Serializable>(R given, String line) implements Serializable {
  /** Does a task, in a worker. */
  static <R extends Serializable> TaskResult<R> of(ClusterTask<R> task, String console) {
    try (ConsoleOutput output = new ConsoleOutput(console);
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
      return new TaskResult<>(task.work(out, output::stopAsked), null);
    } catch (UserError | TrainingDiverged e) {
      return new TaskResult<>(null, e.getMessage());
    }
  }

  /**
   * The value.
   *
   * @throws UserError if there is none
   */
  R value() {
    if (line != null) {
      throw new UserError("%s", line);
    }
    return given;
  }
}
