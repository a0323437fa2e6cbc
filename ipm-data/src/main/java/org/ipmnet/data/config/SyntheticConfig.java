// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;
import org.ipmnet.core.ipmnet.SkinTone;

/**
 * Training pairs that are drawn as they are needed, with the truth that photos lack; keys {@code
 * data.synthetic.*}. The folder's faces then serve samples and measures alone.
 *
 * @param people how many bare people, and as many made-up ones, are drawn at once; each of them
 *     meets each of the others once before new ones are drawn
 * @param skin whose skin a face has in another one's makeup
 */
public record SyntheticConfig(
    @Default("16") @Range(least = 1, most = 256) int people, @Default("reference") SkinTone skin) {

  /** Checks the range. */
  public SyntheticConfig {
    Ranges.of(SyntheticConfig.class).require(people, skin);
  }
}
