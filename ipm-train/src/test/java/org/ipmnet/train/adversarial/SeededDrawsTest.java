// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.train.adversarial.StepDraws.Call;
import org.junit.jupiter.api.Test;

class SeededDrawsTest {
  private static final int LENGTH = 8;

  private final SeededDraws draws = new SeededDraws(new RandomStreams(5));

  /** One style twice would be one person's makeup on two faces of a batch, or on both sides. */
  @Test
  void everyPlaceHasAStyleOfItsOwn() {
    Set<String> styles = new HashSet<>();
    int places = 0;
    for (long iteration = 0; iteration < 3; iteration++) {
      for (Call call : new Call[] {Call.DISCRIMINATOR, Call.GENERATOR}) {
        for (Side side : Side.values()) {
          for (int index = 0; index < 3; index++) {
            styles.add(Arrays.toString(draws.style(iteration, call, side, index, LENGTH)));
            places++;
          }
        }
      }
    }
    assertEquals(places, styles.size());
  }

  @Test
  void everyCallHasATextureFactorOfItsOwn() {
    Set<Double> factors = new HashSet<>();
    int places = 0;
    for (long iteration = 0; iteration < 3; iteration++) {
      for (Call call : Call.values()) {
        for (Side side : Side.values()) {
          factors.add(draws.texture(iteration, call, side));
          places++;
        }
      }
    }
    assertEquals(places, factors.size());
  }

  @Test
  void anotherRunDrawsTheSame() {
    SeededDraws again = new SeededDraws(new RandomStreams(5));
    assertArrayEquals(
        draws.style(7, Call.GENERATOR, Side.BARE, 1, LENGTH),
        again.style(7, Call.GENERATOR, Side.BARE, 1, LENGTH));
    assertEquals(
        draws.texture(7, Call.RESULT, Side.BARE), again.texture(7, Call.RESULT, Side.BARE));
  }

  @Test
  void stylesAreStandardNormal() {
    double[] values = draws.style(0, Call.GENERATOR, Side.BARE, 0, 20_000);
    double mean = Arrays.stream(values).average().orElseThrow();
    double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    assertEquals(0, mean, 0.03);
    assertEquals(1, square, 0.05);
  }
}
