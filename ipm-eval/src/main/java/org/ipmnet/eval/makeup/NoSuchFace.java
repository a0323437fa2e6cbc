// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import org.ipmnet.core.UserError;

/** A face is asked for that a photo does not have. */
public final class NoSuchFace extends UserError {
  private static final long serialVersionUID = 1L;

  private final int face;
  private final int count;

  private NoSuchFace(int face, int count) {
    super("there is no face %d in the photo; it has %d, counted from 0", face, count);
    this.face = face;
    this.count = count;
  }

  /**
   * Checks the number of a face.
   *
   * @param count how many the photo has
   * @throws NoSuchFace if it is not from 0 to before the count
   */
  public static void require(int face, int count) {
    if (face < 0 || face >= count) {
      throw new NoSuchFace(face, count);
    }
  }

  /** The number that was asked for. */
  public int face() {
    return face;
  }

  /** How many faces the photo has. */
  public int count() {
    return count;
  }
}
