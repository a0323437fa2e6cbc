// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/**
 * How a stored picture lies: which way its pixels are read to see it upright.
 *
 * @param transposed whether stored columns are rows
 * @param fromRight whether stored rows are read from the right
 * @param fromBelow whether stored columns are read from below
 */
record Orientation(boolean transposed, boolean fromRight, boolean fromBelow) {
  /** As it is stored. */
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  private static final int TAG = 274;

  /** What tag 274 of EXIF data or of a TIFF file says; nothing and nonsense mean upright. */
  static Orientation of(TiffDirectory directory) {
    return of((int) directory.number(TAG, 1));
  }

  /** One of the numbers 1 to 8 of EXIF. */
  static Orientation of(int number) {
    return switch (number) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, false, true);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, true, false);
      default -> UPRIGHT;
    };
  }

  /** The width of the upright picture. */
  int width(int width, int height) {
    return transposed ? height : width;
  }

  /** The height of the upright picture. */
  int height(int width, int height) {
    return transposed ? width : height;
  }

  /** Stored pixels in upright order; themselves if they are. */
  byte[] upright(byte[] from, int width, int height, int channels) {
    if (equals(UPRIGHT)) {
      return from;
    }
    byte[] out = new byte[from.length];
    int outWidth = width(width, height);
    int outHeight = height(width, height);
    for (int v = 0, o = 0; v < outHeight; v++) {
      for (int u = 0; u < outWidth; u++) {
        int column = transposed ? v : u;
        int row = transposed ? u : v;
        int x = fromRight ? width - 1 - column : column;
        int y = fromBelow ? height - 1 - row : row;
        for (int k = 0, i = (y * width + x) * channels; k < channels; k++) {
          out[o++] = from[i++];
        }
      }
    }
    return out;
  }
}
