// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which things of a list are one worker's: every so many of them, so that neighbours, which are
 * often alike, do not all fall to one.
 *
 * @param worker from 0
 * @param workers how many there are, at least 1
 */
public record WorkShare(int worker, int workers) implements Serializable {
  /** All of them. */
  public static final WorkShare ALL = new WorkShare(0, 1);

  /** Checks the ranges. */
  public WorkShare {
    if (worker < 0 || worker >= workers) {
      throw new IllegalArgumentException("worker " + worker + " of " + workers);
    }
  }

  /** Its part of a list, in the list's order. */
  public <T> List<T> of(List<T> things) {
    return IntStream.range(0, things.size())
        .filter(i -> i % workers == worker)
        .mapToObj(things::get)
        .toList();
  }

  /** Those of all workers. */
  public static List<WorkShare> all(int workers) {
    return IntStream.range(0, workers).mapToObj(worker -> new WorkShare(worker, workers)).toList();
  }
}
