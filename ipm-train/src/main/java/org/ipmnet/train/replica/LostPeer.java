// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

/** Another worker is gone or has given up, so that this one cannot go on; the fault is not here. */
public final class LostPeer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is known of it. */
  public LostPeer(String message) {
    super(message);
  }

  /** The same with what led to it. */
  public LostPeer(String message, Throwable cause) {
    super(message, cause);
  }
}
