// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/** The 256 levels of a file and the networks' range [-1, 1]: x = v / 127.5 - 1. */
public final class Levels {
  /** How many there are. */
  public static final int COUNT = 256;

  private Levels() {}

  /** What networks see of a level from 0 to 255. */
  public static float signed(int level) {
    return (float) (level / 127.5 - 1);
  }

  /** The nearest level; values beyond [-1, 1] are clamped, NaN becomes black. */
  public static int nearest(float signed) {
    return Math.round((Math.max(-1, Math.min(1, signed)) + 1) * 127.5f);
  }
}
