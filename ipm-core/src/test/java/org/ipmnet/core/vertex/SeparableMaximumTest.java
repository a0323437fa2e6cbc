// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.PoisonedMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Against ND4J's operation. */
class SeparableMaximumTest {
  @ParameterizedTest
  @CsvSource({
    "3, 2, 1, 8, 6", // whole windows but for the upper and left border
    "3, 2, 1, 7, 9", // beyond all borders
    "3, 2, 0, 7, 9",
    "2, 2, 0, 6, 8",
    "3, 1, 1, 5, 4",
    "3, 2, 1, 2, 1"
  })
  void equalsTheOperation(int kernel, int stride, int pad, int h, int w) {
    INDArray x = GradientCheck.values(1, 2, 3, h, w).subi(5); // below 0: padding must not win
    long high = (h + 2L * pad - kernel) / stride + 1;
    long wide = (w + 2L * pad - kernel) / stride + 1;
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 16)) {
      PoisonedMemory memory = new PoisonedMemory(arena);
      INDArray found = memory.take(DataType.DOUBLE, 2, 3, high, wide);
      new SeparableMaximum(kernel, stride, pad).of(memory, x, found);
      INDArray expected = Nd4j.create(DataType.DOUBLE, 2, 3, high, wide);
      Nd4j.exec(
          DynamicCustomOp.builder("maxpool2d")
              .addInputs(x)
              .addOutputs(expected)
              .addIntegerArguments(kernel, kernel, stride, stride, pad, pad, 1, 1, 0, 1, 0)
              .build());
      assertIdentical("maximum", expected, found);
      memory.release(found);
      assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    }
  }
}
