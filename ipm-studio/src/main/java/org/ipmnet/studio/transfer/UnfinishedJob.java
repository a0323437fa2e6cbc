// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import org.ipmnet.core.UserError;

/** A job's result was asked for too early. */
public final class UnfinishedJob extends UserError {
  private static final long serialVersionUID = 1L;

  UnfinishedJob() {
    super("the job is not done; wait for it, its events tell when");
  }
}
