// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.random;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Every random draw of a run as a function of (seed, name of the stream, position, index).
 *
 * <p>There is no generator state to save, and neither threads nor a stop and resume can change a
 * draw.
 *
 * @param seed the run's seed, key {@code seed}
 */
public record RandomStreams(long seed) {

  /**
   * Returns a fresh generator for one draw site.
   *
   * @param stream what is drawn, for example {@code "augment.makeup"}
   * @param position iteration or epoch
   * @param index place within that position, for example the index in the batch
   */
  public RandomGenerator at(String stream, long position, long index) {
    long h = mix(seed ^ 0x9E3779B97F4A7C15L);
    for (byte b : stream.getBytes(StandardCharsets.UTF_8)) {
      h = mix(h + b);
    }
    h = mix(h ^ position);
    h = mix(h + 0x9E3779B97F4A7C15L ^ index);
    return new SplittableRandom(h);
  }

  /**
   * The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection that spreads each bit.
   */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
