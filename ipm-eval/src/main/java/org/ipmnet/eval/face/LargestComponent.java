// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import java.util.Arrays;
import java.util.BitSet;
import org.ipmnet.data.label.MakeupArea;

/**
 * The largest connected component of a makeup area; pixels are neighbours by their sides.
 *
 * @param left first column
 * @param top first row
 * @param right last column
 * @param bottom last row
 * @param pixels how many pixels it has, 0 if the area is empty (the box is then meaningless)
 */
record LargestComponent(int left, int top, int right, int bottom, int pixels) {
  static LargestComponent of(MakeupArea area) {
    BitSet seen = new BitSet(area.codes().length);
    LargestComponent largest = new LargestComponent(0, 0, 0, 0, 0);
    Flood flood = new Flood(area, seen);
    for (int i = 0; i < area.codes().length; i++) {
      if (area.codes()[i] != MakeupArea.KEEP && !seen.get(i)) {
        LargestComponent component = flood.from(i);
        largest = component.pixels > largest.pixels ? component : largest;
      }
    }
    return largest;
  }

  /** Fills one component after the other; the stack is an array that grows, not the thread's. */
  private static final class Flood {
    private final MakeupArea area;
    private final BitSet seen;
    private int[] stack = new int[1024];
    private int depth;

    Flood(MakeupArea area, BitSet seen) {
      this.area = area;
      this.seen = seen;
    }

    LargestComponent from(int start) {
      int width = area.width();
      int left = width;
      int top = area.height();
      int right = -1;
      int bottom = -1;
      int pixels = 0;
      push(start);
      while (depth > 0) {
        int i = stack[--depth];
        int x = i % width;
        int y = i / width;
        pixels++;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
        if (x > 0) {
          push(i - 1);
        }
        if (x < width - 1) {
          push(i + 1);
        }
        if (y > 0) {
          push(i - width);
        }
        if (y < area.height() - 1) {
          push(i + width);
        }
      }
      return new LargestComponent(left, top, right, bottom, pixels);
    }

    private void push(int i) {
      if (area.codes()[i] == MakeupArea.KEEP || seen.get(i)) {
        return;
      }
      seen.set(i);
      if (depth == stack.length) {
        stack = Arrays.copyOf(stack, 2 * depth);
      }
      stack[depth++] = i;
    }
  }
}
