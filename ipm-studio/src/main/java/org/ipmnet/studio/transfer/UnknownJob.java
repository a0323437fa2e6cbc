// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import org.ipmnet.core.UserError;

/** There is no such job. */
public final class UnknownJob extends UserError {
  private static final long serialVersionUID = 1L;

  UnknownJob() {
    super("there is no such job (any more); start it again");
  }
}
