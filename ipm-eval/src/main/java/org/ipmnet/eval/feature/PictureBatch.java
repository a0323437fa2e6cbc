// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.feature;

import java.util.List;
import org.ipmnet.data.image.Levels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pictures as measures look at them: planar RGB in [-1, 1] in the 256 levels that a file has. */
public final class PictureBatch {
  private PictureBatch() {}

  /**
   * Square pictures in one array.
   *
   * @param pictures at least one, each {@code 3 * size * size} values
   * @return a new array [n, 3, size, size]
   */
  public static INDArray of(List<float[]> pictures, int size) {
    int length = 3 * size * size;
    float[] all = new float[pictures.size() * length];
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(pictures.get(i), 0, all, i * length, length);
    }
    return Nd4j.createFromArray(all).reshape('c', pictures.size(), 3, size, size);
  }

  /**
   * A network's output as it would be written and read again: clamped, in 256 levels. Measures of
   * it are those of a folder of results. NaN becomes black.
   *
   * @return a new array
   */
  public static float[] asWritten(float[] output) {
    float[] written = new float[output.length];
    for (int i = 0; i < written.length; i++) {
      written[i] = Levels.signed(Levels.nearest(output[i]));
    }
    return written;
  }
}
