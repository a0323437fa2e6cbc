// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.photo;

import java.security.SecureRandom;
import java.util.Base64;

/** Names that nobody guesses. */
public final class RandomId {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 18;

  private RandomId() {}

  /** Another one, of letters, digits, - and _. */
  public static String next() {
    byte[] id = new byte[BYTES];
    RANDOM.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }
}
