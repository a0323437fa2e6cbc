// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.texture;

import java.util.Arrays;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.MakeupArea;

/**
 * The authors' second preprocessing: |gx| + |gy| of the masked picture's 8-bit gray; weak edges
 * (below 60) go, strong ones (above 200) become 128; halved, then divided by 255.
 */
public final class Sobel implements TextureFilter {
  private static final int WEAK = 60;
  private static final int STRONG = 200;
  private static final int STRONG_LEVEL = 128;

  private byte[] levels = {};
  private int[] gray = {};

  @Override
  public void apply(RgbImage photo, MakeupArea area, float[] texture) {
    byte[] result = levels(photo, area);
    byte[] codes = area.codes();
    for (int i = 0; i < photo.width() * photo.height(); i++) {
      // the edge of the mask is felt one pixel outside the area, where a texture must be 0
      texture[i] = codes[i] == MakeupArea.KEEP ? 0 : (result[i] & 0xFF) / 255f;
    }
  }

  /** The 8-bit edges, also just outside the area; the result lives until the next call. */
  byte[] levels(RgbImage photo, MakeupArea area) {
    int width = photo.width();
    int height = photo.height();
    if (levels.length < width * height) {
      levels = new byte[width * height];
      gray = new int[width * height];
    }
    Arrays.fill(levels, 0, width * height, (byte) 0);
    maskedGray(photo, area);
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1, i = y * width + 1; x < width - 1; x++, i++) {
        int up = i - width;
        int down = i + width;
        int gx =
            gray[up + 1]
                - gray[up - 1]
                + 2 * (gray[i + 1] - gray[i - 1])
                + gray[down + 1]
                - gray[down - 1];
        int gy =
            gray[down - 1]
                - gray[up - 1]
                + 2 * (gray[down] - gray[up])
                + gray[down + 1]
                - gray[up + 1];
        levels[i] = level(Math.abs(gx) + Math.abs(gy));
      }
    }
    return levels;
  }

  private static byte level(int edge) {
    int kept = edge < WEAK ? 0 : edge > STRONG ? STRONG_LEVEL : edge;
    return (byte) ((kept + 1) / 2); // MATLAB rounds halves up
  }

  private void maskedGray(RgbImage photo, MakeupArea area) {
    byte[] rgb = photo.rgb();
    byte[] codes = area.codes();
    for (int i = 0, c = 0; i < photo.width() * photo.height(); i++, c += 3) {
      gray[i] =
          codes[i] == MakeupArea.KEEP
              ? 0
              : (int)
                  (0.298936021293775 * (rgb[c] & 0xFF)
                      + 0.587043074451121 * (rgb[c + 1] & 0xFF)
                      + 0.114020904255103 * (rgb[c + 2] & 0xFF)
                      + 0.5);
    }
  }
}
