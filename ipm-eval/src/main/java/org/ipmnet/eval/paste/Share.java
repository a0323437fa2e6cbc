// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.core.UserError;

/** Numbers from 0, nothing, to 1, all. */
public final class Share {
  private Share() {}

  /**
   * Checks one.
   *
   * @param name what messages call it
   * @throws UserError if it is not from 0 to 1
   */
  public static void require(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new UserError("%s must be from 0 to 1, found %s", name, value);
    }
  }
}
