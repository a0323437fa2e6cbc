// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ipmnet.core.random.Shuffle;

/**
 * One side's faces for training and for testing; no face is in both.
 *
 * @param train faces that training sees
 * @param test faces that it never sees
 */
record Split(List<FaceFile> train, List<FaceFile> test) {
  /** Below this many faces a tenth is held out, else a fixed number. */
  private static final int SMALL = 1000;

  /** Keeps copies. */
  Split {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /** Holds some faces out; both parts keep the order of {@code faces}. */
  static Split draw(List<FaceFile> faces, Side side, RandomGenerator random) {
    List<Integer> all = IntStream.range(0, faces.size()).boxed().toList();
    Set<Integer> chosen = new HashSet<>(Shuffle.some(all, heldOut(faces.size(), side), random));
    List<FaceFile> train = new ArrayList<>();
    List<FaceFile> test = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      (chosen.contains(i) ? test : train).add(faces.get(i));
    }
    return new Split(train, test);
  }

  /** The paper holds out 250 made-up and 100 bare faces; a small side a tenth, at least one. */
  private static int heldOut(int faces, Side side) {
    if (faces < 2) {
      return 0;
    }
    return faces < SMALL ? Math.max(1, faces / 10) : side == Side.MADE_UP ? 250 : 100;
  }
}
