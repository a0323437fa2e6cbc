// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Padding;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class InferenceTest {
  private final Network network =
      Network.of(
              "test",
              Flow.end(
                  Flow.from(Flow.graph(DataType.DOUBLE, "x"), "x", 3, Padding.REFLECT)
                      .convBlock("a", 4, 3, 1, Norm.BATCH, Activation.RELU)
                      .convBlock("b", 4, 3, 1, Norm.BATCH, Activation.RELU)))
          .initialise(new RandomStreams(1));
  private final INDArray image = GradientCheck.values(1, 1, 3, 8, 8);

  /** A pool lends it again to somebody else. */
  @Test
  void aFailureLeavesNothingTaken() {
    try (Inference fresh = new Inference(DataType.DOUBLE);
        Inference used = new Inference(DataType.DOUBLE)) {
      INDArray expected = fresh.apply(network, image)[0];
      for (int i = 0; i < 3; i++) {
        INDArray odd = GradientCheck.values(2, 1, 4, 8, 8);
        assertThrows(RuntimeException.class, () -> used.apply(network, odd));
      }
      assertIdentical("output", expected, used.apply(network, image)[0]);
      assertEquals(fresh.memoryUse().peakBytes(), used.memoryUse().peakBytes());
    }
  }

  /** DL4J copies a graph with its parameters, and knows no running statistics. */
  @Test
  void aCopyOfAGraphHasFreshStatistics() {
    INDArray expected = network.graph().clone().output(false, image)[0];
    try (Inference inference = new Inference(DataType.DOUBLE)) {
      assertIdentical("output", inference.apply(network, image)[0], expected);
    }
  }
}
