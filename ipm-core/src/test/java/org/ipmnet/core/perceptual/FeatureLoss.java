// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.tape.MeanSquaredError;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.Leaf;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** L2 of what a network sees in two pictures, weighted, and its gradient by the first one. */
record FeatureLoss(double value, INDArray gradient) {

  static FeatureLoss of(
      PerceptualNetwork network, Arena arena, INDArray a, INDArray b, double weight) {
    try (Tape tape = new Tape(arena)) {
      Leaf leaf = new Leaf(tape, a);
      Scalar loss =
          MeanSquaredError.of(
              tape,
              network.features(tape, leaf.variable()),
              network.features(tape, tape.constant(b)));
      tape.weigh(loss, weight);
      tape.backward();
      return new FeatureLoss(weight * loss.value(), leaf.gradient());
    } finally {
      arena.reset();
    }
  }

  /**
   * Compares the gradient with differences, in double.
   *
   * @param scale of the loss at weight 1, whose differences are as exact as its value is small
   */
  static void check(PerceptualNetwork network, INDArray a, INDArray b, double scale, int samples) {
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      double weight = scale / of(network, arena, a, b, 1).value();
      GradientCheck.compare(
          "picture",
          a,
          of(network, arena, a, b, weight).gradient(),
          samples,
          () -> of(network, arena, a, b, weight).value());
    }
  }
}
