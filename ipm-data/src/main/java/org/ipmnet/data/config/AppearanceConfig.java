// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;

/**
 * How cameras and lights differ, drawn for each photo in training; keys {@code data.appearance.*}.
 *
 * @param gain standard deviation of the logarithm of each channel's gain: white balance
 * @param gamma of the logarithm of the exponent that all channels have: exposure, contrast
 * @param noise of the noise on each value, in [-1, 1]
 * @param blur largest share of each pixel that its neighbours give
 * @param light largest logarithm of the gain that a lamp on one side makes at the picture's border,
 *     relative to its middle; 0: none
 * @param jpeg largest loss of quality as a JPEG, from 1 downwards; 0: none is made
 */
public record AppearanceConfig(
    @Default("0.08") @Range(least = 0, most = 1) double gain,
    @Default("0.15") @Range(least = 0, most = 1) double gamma,
    @Default("0.02") @Range(least = 0, most = 1) double noise,
    @Default("0.5") @Range(least = 0, most = 1) double blur,
    @Default("0") @Range(least = 0, most = 2) double light,
    @Default("0") @Range(least = 0, most = 0.95) double jpeg) {

  /** Checks the ranges. */
  public AppearanceConfig {
    Ranges.of(AppearanceConfig.class).require(gain, gamma, noise, blur, light, jpeg);
  }
}
