// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.function.IntPredicate;

/** Pixels that hang together. */
final class Connected {
  private Connected() {}

  /**
   * What is reached from some pixels, up, down or beside.
   *
   * @param from row by row; the same array is given back, with what is reached
   * @param joins whether a pixel is passed
   */
  static boolean[] reached(boolean[] from, int width, IntPredicate joins) {
    int[] waiting = new int[from.length];
    int count = 0;
    for (int i = 0; i < from.length; i++) {
      if (from[i]) {
        waiting[count++] = i;
      }
    }
    while (count > 0) {
      int i = waiting[--count];
      int x = i % width;
      int[] neighbours = {x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i, i - width, i + width};
      for (int next : neighbours) {
        if (next >= 0 && next < from.length && !from[next] && joins.test(next)) {
          from[next] = true;
          waiting[count++] = next;
        }
      }
    }
    return from;
  }
}
