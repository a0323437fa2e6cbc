// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.BiFunction;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.Leaf;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Values and gradients of the losses against PyTorch. */
class BlocksLossGoldenTest {
  private static final double WEIGHT = 2.5;

  private enum Type {
    FLOAT,
    DOUBLE
  }

  private final GoldenCase golden = GoldenCase.open("blocks");

  @ParameterizedTest
  @EnumSource(Type.class)
  void meanAbsoluteError(Type numbers) {
    INDArray target = golden.array("loss_l1.target", DataType.valueOf(numbers.name()));
    assertLoss(
        "loss_l1", numbers, (tape, x) -> MeanAbsoluteError.of(tape, x, tape.constant(target)));
  }

  @ParameterizedTest
  @EnumSource(Type.class)
  void crossEntropyOfAPhoto(Type numbers) {
    assertLoss("loss_bce1", numbers, AdversarialForm.LOG::real);
  }

  @ParameterizedTest
  @EnumSource(Type.class)
  void crossEntropyOfAPictureOfG(Type numbers) {
    assertLoss("loss_bce0", numbers, AdversarialForm.LOG::fake);
  }

  @ParameterizedTest
  @EnumSource(Type.class)
  void leastSquares(Type numbers) {
    assertLoss("loss_ls1", numbers, AdversarialForm.LEAST_SQUARES::real);
  }

  private void assertLoss(String name, Type numbers, BiFunction<Tape, Variable, Scalar> loss) {
    DataType type = DataType.valueOf(numbers.name());
    double expected = golden.manifest("scalars", name, "value").asDouble();
    double relative = numbers == Type.DOUBLE ? 1e-14 : 1e-6;
    try (Arena arena = new Arena(type, 1 << 16);
        Tape tape = new Tape(arena)) {
      Leaf x = new Leaf(tape, golden.array(name + ".x", type));
      Scalar value = loss.apply(tape, x.variable());
      assertEquals(expected, value.value(), relative * expected, name);
      tape.weigh(value, WEIGHT);
      tape.backward();
      INDArray gradient = golden.array(name + ".gx", DataType.DOUBLE).mul(WEIGHT);
      double absolute = numbers == Type.DOUBLE ? 1e-12 : 1e-7; // sigmoid(z) - 1 of a large z
      assertClose(name + ".gx", gradient, x.gradient(), absolute, 1e-6); // stored as floats
    }
  }
}
