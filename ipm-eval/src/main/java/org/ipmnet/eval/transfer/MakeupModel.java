// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.util.Optional;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Residual;

/**
 * A trained IPM-Net as a transfer sees it: pictures in, pictures out. Images are planar RGB in [-1,
 * 1], {@code 3 * s * s} values with {@code s = data().size()}. Used by one thread at a time.
 */
public interface MakeupModel extends AutoCloseable {
  /** How faces became samples in training: size, resize, texture, labels. */
  DataConfig data();

  /** How r_x is made of a sample: as in training, without jitter. */
  default Residual residual() {
    return Residual.of(data());
  }

  /**
   * S = E_S(x), the makeup style of a photo.
   *
   * @param photo x; read only
   * @return a new array, as long as the style code
   */
  float[] style(float[] photo);

  /**
   * I_x = E_I(r_x), kept so that several styles are painted on one face.
   *
   * @param residual r_x; may be kept, not changed
   */
  Canvas canvas(float[] residual);

  /** The mean style of the training set's bare faces, if the model was saved with it. */
  Optional<float[]> bareStyle();

  /** A face that waits for makeup. */
  interface Canvas {
    /**
     * g = G(I_x, S) + r_x.
     *
     * @param style S; read only
     * @return a new array of {@code 3 * s * s} values, not clamped
     */
    float[] paint(float[] style);
  }

  @Override
  void close();
}
