// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import org.ipmnet.core.UserError;

/** There is no such job, or nothing to be had of it. */
public final class UnknownJob extends UserError {
  private static final long serialVersionUID = 1L;

  UnknownJob(String message) {
    super(message);
  }
}
