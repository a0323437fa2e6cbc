// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.nio.file.Path;

/** A run of an ablation that somebody else carries out, as who watches it sees it. */
public interface RunProcess {
  /** Carries out runs. */
  @FunctionalInterface
  interface Starter {
    /**
     * Starts one.
     *
     * @param log what it prints is added to this file
     */
    RunProcess start(MeasuredRun run, Path log);
  }

  /** Waits a while; whether it has ended. */
  boolean ended(long milliseconds) throws InterruptedException;

  /** Asks it to save and stop. */
  void stop();

  /** Ends it at once. */
  void kill();

  /** Whether it came to its end or obeyed. */
  boolean endedWell();

  /** Whether somebody ended it, so that it may be tried again. */
  boolean wasStopped();

  /** Why it failed, in one line. */
  String reason();
}
