// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import org.ipmnet.core.UserError;
import org.ipmnet.eval.paste.Share;

/**
 * A makeup that is wanted.
 *
 * @param photo id of a photo
 * @param face which of its faces wears it, 0 if it is missing
 * @param share how much of it, 1 if it is missing
 */
public record LookOrder(String photo, Integer face, Double share) {

  /**
   * Fills in what is missing.
   *
   * @throws UserError if there is no photo or the share is out of range
   */
  public LookOrder {
    if (photo == null) {
      throw new UserError("a look needs a photo; give its id");
    }
    face = face == null ? 0 : face;
    share = share == null ? 1 : share;
    Share.require("share", share);
  }
}
