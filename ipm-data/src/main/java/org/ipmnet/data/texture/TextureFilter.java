// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.texture;

import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.MakeupArea;

/**
 * Makes the texture t of a whole picture at working size, before any crop, so that no border of a
 * crop looks like structure. Filters keep working memory: one filter per thread.
 */
public sealed interface TextureFilter permits FractionalDifferential, HighContrast, Sobel {
  /**
   * Writes t.
   *
   * @param photo picture of w x h
   * @param area its makeup area, also w x h
   * @param texture receives w * h values, 0 outside the area; [-1, 1] for {@link
   *     FractionalDifferential}, [0, 1] for the others
   */
  void apply(RgbImage photo, MakeupArea area, float[] texture);
}
