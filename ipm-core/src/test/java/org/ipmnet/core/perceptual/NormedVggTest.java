// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NormedVggTest {
  private final NormedVgg vgg = NormedVgg.random(new RandomStreams(1), DataType.DOUBLE);

  private static INDArray photos(long seed, long batch) {
    return GradientCheck.values(seed, batch, 3, NormedVgg.leastSide(), NormedVgg.leastSide());
  }

  @Test
  void eachChannelOfEachPictureIsNormalised() {
    try (Tape tape = new Tape(Memory.fresh())) {
      INDArray features = vgg.features(tape, tape.constant(photos(1, 2))).value();
      assertArrayEquals(new long[] {2, 512, 2, 2}, features.shape());
      assertEquals(0, features.mean(2, 3).amaxNumber().doubleValue(), 1e-12);
      double largest = features.mul(features).mean(2, 3).amaxNumber().doubleValue();
      assertEquals(1, largest, 1e-3, "mean square of a channel that sees something");
    }
  }

  @Test
  void gradientsEqualDifferences() {
    FeatureLoss.check(vgg, photos(1, 1), photos(2, 1), 0.3, 4);
  }
}
