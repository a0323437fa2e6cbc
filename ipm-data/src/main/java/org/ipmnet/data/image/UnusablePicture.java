// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import org.ipmnet.core.UserError;

/** A file that shows no picture that can be worked with, for one of the usual reasons. */
public final class UnusablePicture extends UserError {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  UnusablePicture(Reason reason, String format, Object... values) {
    super(format, values);
    this.reason = reason;
  }

  /** Why it cannot be used. */
  public enum Reason {
    /** It is empty, no picture, or one of a format that is not read. */
    OTHER_FORMAT,
    /** It ends too early or breaks its format's rules. */
    DAMAGED,
    /** It has more pixels than are allowed. */
    TOO_MANY_PIXELS
  }

  /** Why it cannot be used. */
  public Reason reason() {
    return reason;
  }
}
