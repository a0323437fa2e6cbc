// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

/** More bytes were sent, or announced, than are taken. */
final class TooLarge extends Refused {
  private static final long serialVersionUID = 1L;

  /** What clients are told. */
  static final String LINE = "the request is too large; a photo may have 32 MiB, any other 64 KiB";

  TooLarge() {
    super(ProblemCode.TOO_LARGE, LINE);
  }
}
