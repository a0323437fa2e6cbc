// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import org.ipmnet.core.UserError;

/** A photo in which no face was found that can be worked with. */
public final class NoFaceFound extends UserError {
  private static final long serialVersionUID = 1L;

  private final String reason;

  NoFaceFound(String reason) {
    super("%s; take another photo, or give its parsing map or mask", reason);
    this.reason = reason;
  }

  /** Why, in a few words: "no face is found", or what is wrong with what looked like one. */
  public String reason() {
    return reason;
  }
}
