// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import org.ipmnet.data.config.DataConfig;

/**
 * r_x of the paper: what of a photo goes to the identity encoder and around the generator. Kept
 * pixels stay, the makeup area is replaced by its texture on gray (0 in [-1, 1]).
 *
 * <ul>
 *   <li>paper: r_x = x * m + t
 *   <li>release: r_x = x * m - 2 j t, j = 0.8 + 0.4 u with u drawn once per call, 1 at inference
 * </ul>
 *
 * <p>Both are r_x = x * m + factor * t with the same t on all three channels.
 *
 * @param factor 1 for the paper, -2 for the release; key {@code data.texture-factor}
 * @param jitter how far j may lie from 1: 0 for the paper, 0.2 for the release; key {@code
 *     data.texture-jitter}
 */
public record Residual(double factor, double jitter) {
  /** As configured. */
  public static Residual of(DataConfig config) {
    return new Residual(config.textureFactor(), config.textureJitter());
  }

  /**
   * The factor of t for one call of the encoder in training.
   *
   * @param u drawn uniformly from [0, 1)
   */
  public double factor(double u) {
    return factor * (1 - jitter + 2 * jitter * u);
  }

  /**
   * Writes r_x as it is at inference, where j is 1.
   *
   * @param into receives [3, s, s], planar
   */
  public void of(Sample sample, float[] into) {
    float c = (float) factor;
    int plane = sample.size() * sample.size();
    float[] x = sample.image();
    float[] m = sample.mask();
    float[] t = sample.texture();
    for (int channel = 0; channel < 3; channel++) {
      int base = channel * plane;
      for (int i = 0; i < plane; i++) {
        into[base + i] = x[base + i] * m[i] + c * t[i];
      }
    }
  }
}
