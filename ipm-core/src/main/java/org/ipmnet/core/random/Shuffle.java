// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Lists in random order. Which one a generator gives never changes: stored runs depend on it. */
public final class Shuffle {
  private Shuffle() {}

  /** All items in random order, by Fisher and Yates from the end; a new list. */
  public static <T> List<T> of(List<T> items, RandomGenerator random) {
    List<T> order = new ArrayList<>(items);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  /**
   * Different items in the order of the draw, a draw for each one taken; a new list.
   *
   * @param most how many, or all if there are fewer
   */
  public static <T> List<T> some(List<T> items, int most, RandomGenerator random) {
    List<T> left = new ArrayList<>(items);
    List<T> chosen = new ArrayList<>();
    while (chosen.size() < most && !left.isEmpty()) {
      chosen.add(left.remove(random.nextInt(left.size())));
    }
    return chosen;
  }
}
