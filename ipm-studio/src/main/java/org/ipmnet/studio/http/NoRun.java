// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import org.ipmnet.core.UserError;

/** A training is asked for, and the studio shows none. */
final class NoRun extends UserError {
  private static final long serialVersionUID = 1L;

  NoRun() {
    super("the studio shows no training; start it with --run RUN");
  }
}
