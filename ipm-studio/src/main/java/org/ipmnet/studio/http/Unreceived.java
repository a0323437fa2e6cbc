// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.http.BadRequestResponse;
import java.io.IOException;
import java.util.Map;

/** A body that did not come whole: its client went, or was too slow. */
final class Unreceived extends BadRequestResponse {
  private static final long serialVersionUID = 1L;

  /** Because of that, or null if it took too long. */
  Unreceived(IOException cause) {
    super("the body did not come whole; send it again", Map.of());
    initCause(cause);
  }
}
