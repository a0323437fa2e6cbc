// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.photo;

import org.ipmnet.core.UserError;

/** A photo that was never sent, or is not held any more. */
public final class UnknownPhoto extends UserError {
  private static final long serialVersionUID = 1L;

  UnknownPhoto() {
    super("there is no such photo, or it is not held any more; send it again");
  }
}
