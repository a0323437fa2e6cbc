// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
  private static final long STORED = -6622108805513022892L;

  private final RandomStreams streams = new RandomStreams(42);

  @Test
  void theSamePlaceAlwaysDrawsTheSame() {
    streams.at("a", 3, 2).nextLong();
    long first = streams.at("a", 3, 1).nextLong();
    streams.at("b", 3, 1).nextLong();
    assertEquals(first, streams.at("a", 3, 1).nextLong());
    assertEquals(first, new RandomStreams(42).at("a", 3, 1).nextLong());
    // Stored runs and their checkpoints depend on this value.
    assertEquals(STORED, new RandomStreams(42).at("augment.makeup", 3, 1).nextLong());
  }

  @Test
  void everyPartOfThePlaceMatters() {
    Set<Long> draws = new HashSet<>();
    int places = 0;
    for (long seed : new long[] {0, 1, -1, 42}) {
      for (String stream : new String[] {"", "a", "b", "ab", "ba", "augment.bare"}) {
        for (long position = 0; position < 40; position++) {
          for (long index = 0; index < 20; index++) {
            draws.add(new RandomStreams(seed).at(stream, position, index).nextLong());
            places++;
          }
        }
      }
    }
    assertEquals(places, draws.size());
  }

  /** The first draws of neighbouring places behave like draws of one generator. */
  @Test
  void firstDrawsAreUniformAndIndependent() {
    int n = 20_000;
    double[] u = new double[n];
    for (int i = 0; i < n; i++) {
      u[i] = streams.at("uniform", i / 10, i % 10).nextDouble();
    }
    double mean = 0;
    double square = 0;
    double neighbours = 0;
    for (int i = 0; i < n; i++) {
      double centred = u[i] - 0.5;
      mean += centred / n;
      square += centred * centred / n;
      neighbours += centred * (u[(i + 1) % n] - 0.5) / n;
    }
    double fourSigma = 4 / Math.sqrt(12.0 * n);
    assertTrue(Math.abs(mean) < fourSigma, "mean off by " + mean);
    assertEquals(1 / 12.0, square, 4 * Math.sqrt(1 / 180.0 / n), "variance");
    assertTrue(Math.abs(neighbours) < 4 / 12.0 / Math.sqrt(n), "correlation " + neighbours);
  }

  @Test
  void gaussiansHaveMeanZeroAndVarianceOne() {
    RandomGenerator random = streams.at("gaussian", 0, 0);
    int n = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double z = random.nextGaussian();
      sum += z;
      squares += z * z;
    }
    assertEquals(0, sum / n, 4 / Math.sqrt(n));
    assertEquals(1, squares / n, 4 * Math.sqrt(2.0 / n));
  }
}
