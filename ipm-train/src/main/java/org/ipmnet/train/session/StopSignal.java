// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;

/**
 * SIGTERM and Ctrl-C ask the run to stop after the step; a second one ends the process at once. A
 * shutdown hook would do too, but then the exit code could not say that all went well.
 */
public final class StopSignal implements BooleanSupplier {
  private static final int EXIT_AT_ONCE = 130;

  private final AtomicBoolean asked = new AtomicBoolean();

  private StopSignal() {}

  /** Starts listening, where the platform knows these signals. */
  public static StopSignal listen() {
    StopSignal stop = new StopSignal();
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (stop.asked.getAndSet(true)) {
              Runtime.getRuntime().halt(EXIT_AT_ONCE);
            }
          });
    }
    return stop;
  }

  @Override
  public boolean getAsBoolean() {
    return asked.get();
  }
}
