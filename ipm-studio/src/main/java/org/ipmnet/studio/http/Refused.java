// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

/** A request that is not done, for a reason of the service over HTTP. */
class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;

  /** For that reason; the message is the line that the client gets. */
  Refused(ProblemCode code, String message) {
    super(message);
    this.code = code;
  }

  ProblemCode code() {
    return code;
  }
}
