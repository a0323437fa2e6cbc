// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Bilinear resize that looks at four pixels, also where it shrinks: PyTorch's {@code interpolate}
 * with {@code align_corners=False}. Pixel i lies at (i + 0.5) * in / out - 0.5, not below 0.
 */
final class BilinearStretch {
  private BilinearStretch() {}

  /**
   * Stretches each plane.
   *
   * @param photos [batch, channels, h, w]
   * @return a new FLOAT array [batch, channels, height, width]
   */
  static INDArray of(INDArray photos, int height, int width) {
    int h = (int) photos.size(2);
    int w = (int) photos.size(3);
    float[] from = photos.castTo(DataType.FLOAT).dup('c').data().asFloat();
    int planes = (int) (photos.size(0) * photos.size(1));
    float[] to = new float[planes * height * width];
    Taps rows = Taps.of(h, height);
    Taps columns = Taps.of(w, width);
    for (int plane = 0, o = 0; plane < planes; plane++) {
      int base = plane * h * w;
      for (int y = 0; y < height; y++) {
        int upper = base + rows.first[y] * w;
        int lower = base + rows.second[y] * w;
        float v = rows.share[y];
        for (int x = 0; x < width; x++, o++) {
          int left = columns.first[x];
          int right = columns.second[x];
          float u = columns.share[x];
          float above = (1 - u) * from[upper + left] + u * from[upper + right];
          float below = (1 - u) * from[lower + left] + u * from[lower + right];
          to[o] = (1 - v) * above + v * below;
        }
      }
    }
    return Nd4j.createFromArray(to).reshape('c', photos.size(0), photos.size(1), height, width);
  }

  /** Two neighbours of each output pixel, and the share of the second. */
  private record Taps(int[] first, int[] second, float[] share) {
    static Taps of(int in, int out) {
      Taps taps = new Taps(new int[out], new int[out], new float[out]);
      for (int i = 0; i < out; i++) {
        double at = Math.max(0, (i + 0.5) * in / out - 0.5);
        taps.first[i] = Math.min(in - 1, (int) at);
        taps.second[i] = Math.min(in - 1, taps.first[i] + 1);
        taps.share[i] = (float) (at - taps.first[i]);
      }
      return taps;
    }
  }
}
