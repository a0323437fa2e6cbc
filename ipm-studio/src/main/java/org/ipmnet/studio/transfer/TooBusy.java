// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.time.Duration;

/** Too many wait already. */
public final class TooBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Duration LATER = Duration.ofSeconds(1);

  /** Whoever gets this may come again. */
  public TooBusy() {
    super("too many requests at once; try again in a moment");
  }

  /** When it is worth another try. */
  public Duration retryAfter() {
    return LATER;
  }
}
