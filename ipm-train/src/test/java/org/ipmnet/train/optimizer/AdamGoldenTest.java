// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GoldenCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Adam against torch.optim.Adam. */
class AdamGoldenTest {
  private final GoldenCase golden = GoldenCase.open("blocks");

  /** The authors' program lists each parameter twice, which makes two steps with one gradient. */
  @ParameterizedTest
  @CsvSource({
    "adam, 0, 1, FLOAT",
    "adam, 0, 1, DOUBLE",
    "adam_wd, 0.1, 1, FLOAT",
    "adam_wd, 0.1, 1, DOUBLE",
    "adam_wd_twice, 0.1, 2, FLOAT",
    "adam_wd_twice, 0.1, 2, DOUBLE"
  })
  void stepsEqualPyTorch(String name, double weightDecay, int times, String numbers) {
    DataType type = DataType.valueOf(numbers);
    INDArray gradients = golden.array("adam.grads", type);
    INDArray expected = golden.array(name + ".p", DataType.DOUBLE);
    Network network = TenParameters.network(type);
    network.parameters().assign(golden.array("adam.p0", type).reshape(10));
    Adam adam =
        new Adam(new AdamConfig(0.01, 0.5, 0.999, 1e-8, weightDecay, 0, 1), List.of(network));
    for (int step = 0; step < gradients.size(0); step++) {
      network.gradient().assign(row(gradients, step));
      adam.step(0.01, times, Memory.fresh());
      assertEquals((step + 1L) * times, adam.steps());
      assertClose(
          name + " step " + (step + 1),
          row(expected, step),
          network.parameters(),
          type == DataType.DOUBLE ? 1e-9 : 1e-6,
          1e-7); // stored as floats
    }
  }

  private static INDArray row(INDArray steps, int step) {
    return steps
        .get(NDArrayIndex.point(step), NDArrayIndex.all(), NDArrayIndex.all())
        .dup()
        .reshape(10);
  }
}
