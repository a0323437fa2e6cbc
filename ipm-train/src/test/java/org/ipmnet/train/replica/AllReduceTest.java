// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ipmnet.train.testing.PeersInMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Workers in threads, buckets smaller than the arrays, shares that do not divide them. */
class AllReduceTest {
  private static final int BUCKET = 10;

  private static INDArray values(int n, double of) {
    return Nd4j.linspace(DataType.FLOAT, -of, 2 * of / n, n);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 13})
  void everyWorkerHasTheMean(int workers) {
    double ranks = (workers + 1) / 2.0; // mean of 1 to N
    List<List<float[]>> all =
        PeersInMemory.run(
            workers,
            peers -> {
              List<INDArray> own =
                  List.of(values(23, peers.rank() + 1), values(4, 100.0 * (peers.rank() + 1)));
              new AllReduce(peers, BUCKET).average(own);
              return own.stream().map(INDArray::toFloatVector).toList();
            });
    for (List<float[]> arrays : all) {
      assertArrayEquals(values(23, ranks).toFloatVector(), arrays.get(0), 1e-5f * workers);
      assertArrayEquals(values(4, 100 * ranks).toFloatVector(), arrays.get(1), 1e-3f * workers);
      assertArrayEquals(all.get(0).get(0), arrays.get(0), "the same bits everywhere");
      assertArrayEquals(all.get(0).get(1), arrays.get(1), "the same bits everywhere");
    }
  }

  @Test
  void aWorkerSendsTwiceItsShareOfTheOthers() {
    List<Long> bytes =
        PeersInMemory.run(
            4,
            peers -> {
              AllReduce exchange = new AllReduce(peers);
              exchange.average(List.of(Nd4j.ones(DataType.FLOAT, 400)));
              return exchange.bytes();
            });
    assertEquals(List.of(2400L, 2400L, 2400L, 2400L), bytes, "2 * 3/4 * 400 floats");
  }

  /** A value far below half precision's step beside 1 is lost once, but not for ever. */
  @Test
  void whatRoundingTakesAwayComesLater() {
    int steps = 1000;
    List<float[]> sums =
        PeersInMemory.run(
            3,
            peers -> {
              AllReduce exchange = new AllReduce(peers, BUCKET);
              INDArray errors = Nd4j.create(DataType.FLOAT, 25);
              INDArray sum = Nd4j.create(DataType.FLOAT, 25);
              for (int i = 0; i < steps; i++) {
                INDArray gradient = Nd4j.ones(DataType.FLOAT, 25).addi(1e-4);
                exchange.averageHalf(List.of(gradient), errors);
                sum.addi(gradient);
              }
              return sum.toFloatVector();
            });
    float[] same = sums.get(0);
    for (float[] sum : sums) {
      assertArrayEquals(same, sum);
      for (float value : sum) {
        assertEquals(steps * 1.0001, value, 0.005, "without feedback " + steps);
      }
    }
  }

  @Test
  void halfPrecisionHalvesTheBytes() {
    List<Long> bytes =
        PeersInMemory.run(
            2,
            peers -> {
              AllReduce exchange = new AllReduce(peers);
              INDArray errors = Nd4j.create(DataType.FLOAT, 100);
              exchange.averageHalf(List.of(Nd4j.ones(DataType.FLOAT, 100)), errors);
              return exchange.bytes();
            });
    assertTrue(bytes.stream().allMatch(sent -> sent == 200), bytes.toString());
  }
}
