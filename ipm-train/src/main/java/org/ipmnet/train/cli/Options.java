// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import org.ipmnet.core.UserError;

/** Checks that picocli cannot make. */
final class Options {
  private Options() {}

  /** Throws unless an option that only some uses need was given. */
  static void require(String name, Object value) {
    if (value == null) {
      throw new UserError("%s is missing", name);
    }
  }
}
