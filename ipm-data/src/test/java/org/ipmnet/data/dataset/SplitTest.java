// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ipmnet.core.random.RandomStreams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  @ParameterizedTest
  @CsvSource({
    "0, BARE, 0",
    "1, BARE, 0",
    "2, BARE, 1",
    "19, MADE_UP, 1",
    "20, MADE_UP, 2",
    "999, MADE_UP, 99",
    "999, BARE, 99",
    "1000, MADE_UP, 250",
    "1000, BARE, 100"
  })
  void aTenthOfASmallSideIsHeldOut(int faces, Side side, int heldOut) {
    List<FaceFile> all =
        IntStream.range(0, faces)
            .mapToObj(i -> new FaceFile(side, "f" + i, Path.of("f" + i + ".png"), null, null, null))
            .toList();
    Split split = Split.draw(all, side, new RandomStreams(1).at("split", 0, 0));
    assertEquals(heldOut, split.test().size());
    List<FaceFile> both = new ArrayList<>(all);
    both.removeAll(split.test());
    assertEquals(both, split.train(), "what is not held out, in its order");
  }
}
