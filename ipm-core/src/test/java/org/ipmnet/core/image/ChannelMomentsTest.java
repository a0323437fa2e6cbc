// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.image;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.core.memory.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against sums in double precision, for images far from zero too. */
class ChannelMomentsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1", // one pixel
    "1, 1, 7, 5, 3", // one block
    "2, 1, 33, 65, 16", // several blocks, the last one shorter
    "2, 3, 9, 17, 24",
    "1, 2, 3, 3, 5000", // more channels than a block has floats
    "1, 1, 200, 200, 16", // parts that threads share
    "3, 1, 130, 131, 8"
  })
  void equalsSumsInDoublePrecision(int groups, int images, int h, int w, int c) {
    INDArray exact = Nd4j.rand(DataType.DOUBLE, (long) groups * images, h, w, c).addi(30);
    INDArray given = exact.castTo(DataType.FLOAT);
    exact = given.castTo(DataType.DOUBLE);
    INDArray rows = exact.reshape('c', groups, (long) images * h * w, c);
    INDArray mean = Nd4j.create(DataType.FLOAT, groups, c);
    INDArray variance = Nd4j.create(DataType.FLOAT, groups, c);
    try (Arena memory = new Arena(DataType.FLOAT, 1 << 16)) {
      ChannelMoments.of(memory, given, mean, variance);
      assertClose("mean", rows.mean(1), mean, 0, 1e-6);
      assertClose("variance", rows.var(false, 1), variance, 1e-12, 1e-5);

      INDArray sums = Nd4j.create(DataType.FLOAT, (long) groups * images * c, 1);
      INDArray pixels = given.reshape('c', (long) groups * images, (long) h * w, c);
      ChannelMoments.sums(memory, pixels, sums);
      INDArray expected = exact.sum(1, 2).reshape(sums.length(), 1);
      assertClose("sums", expected, sums, 0, 1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1000"})
  void equalPixelsHaveNoVariance(float value) {
    INDArray images = Nd4j.valueArrayOf(new long[] {1, 150, 150, 16}, value, DataType.FLOAT);
    INDArray mean = Nd4j.create(DataType.FLOAT, 1, 16);
    INDArray variance = Nd4j.create(DataType.FLOAT, 1, 16);
    try (Arena memory = new Arena(DataType.FLOAT, 1 << 16)) {
      ChannelMoments.of(memory, images, mean, variance);
    }
    for (long c = 0; c < 16; c++) {
      assertEquals(value, mean.getFloat(0, c), 0);
      assertEquals(0, variance.getFloat(0, c), 0);
    }
  }
}
