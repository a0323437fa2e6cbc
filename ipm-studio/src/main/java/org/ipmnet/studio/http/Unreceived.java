// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

/** A body that did not come whole: its client went, or was too slow. */
final class Unreceived extends Refused {
  private static final long serialVersionUID = 1L;

  /** Because of that, or null if it took too long. */
  Unreceived(Throwable cause) {
    super(ProblemCode.INCOMPLETE_REQUEST, "the body did not come whole; send it again");
    initCause(cause);
  }
}
