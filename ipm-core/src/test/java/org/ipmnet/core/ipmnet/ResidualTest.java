// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ResidualTest {
  private static final Residual PAPER = new Residual(1, 0);
  private static final Residual RELEASE = new Residual(-2, 0.2);

  private final INDArray x = GradientCheck.values(1, 2, 3, 5, 4);
  private final INDArray m = GradientCheck.values(2, 2, 1, 5, 4).gt(0).castTo(DataType.DOUBLE);
  private final INDArray t = GradientCheck.values(3, 2, 1, 5, 4);

  @Test
  void trainingMakesWhatTheEquationSaysOfEveryElement() {
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20);
        Tape tape = new Tape(arena)) {
      INDArray texture = RELEASE.texture(tape, t, 0.25);
      INDArray r = Residual.of(tape, tape.constant(x), m, texture).value();
      assertIdentical("r", expected(-2 * 0.9), r);
    }
  }

  @Test
  void atInferenceTheTextureIsNotJittered() {
    INDArray before = x.dup();
    assertIdentical("paper", expected(1), PAPER.of(x, m, t));
    assertIdentical("release", expected(-2), RELEASE.of(x, m, t));
    assertIdentical("x", before, x);
  }

  private INDArray expected(double factor) {
    INDArray expected = Nd4j.create(DataType.DOUBLE, x.shape());
    for (int b = 0; b < 2; b++) {
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < 5; i++) {
          for (int j = 0; j < 4; j++) {
            double kept = x.getDouble(b, c, i, j) * m.getDouble(b, 0, i, j);
            expected.putScalar(new int[] {b, c, i, j}, kept + factor * t.getDouble(b, 0, i, j));
          }
        }
      }
    }
    return expected;
  }

  @Test
  void theJitterLiesAroundTheFactor() {
    assertEquals(-1.6, RELEASE.textureFactor(0), 1e-15);
    assertEquals(-2, RELEASE.textureFactor(0.5), 1e-15);
    assertEquals(1, PAPER.textureFactor(0.7));
    assertTrue(RELEASE.jitters());
    assertFalse(PAPER.jitters());
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20);
        Tape tape = new Tape(arena)) {
      assertSame(t, PAPER.texture(tape, t, 0.7), "no copy");
    }
  }
}
