// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.beautygan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig.Discriminator;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BeautyGanGraphsTest {
  private static final BeautyGanNetworkConfig PUBLISHED =
      new BeautyGanNetworkConfig(64, 6, new Discriminator(64, 3));

  private static long trained(ComputationGraphConfiguration graph) {
    return graph.getVertices().values().stream().mapToLong(v -> v.numParams(true)).sum();
  }

  @Test
  void publishedSizes() {
    assertEquals(9_237_376, trained(BeautyGenerator.graph(PUBLISHED, DataType.FLOAT)));
    assertEquals(2_764_736, trained(SpectralDiscriminator.graph(PUBLISHED, DataType.FLOAT)));
  }

  /** Sides that are accepted give maps and pictures of the right side. */
  @ParameterizedTest
  @ValueSource(ints = {24, 28, 64, 256})
  void sidesThatFit(int side) {
    BeautyGanNetworkConfig sizes = new BeautyGanNetworkConfig(1, 1, new Discriminator(1, 3));
    sizes.requireSize(side);
    BeautyGan net = BeautyGan.of(sizes, DataType.FLOAT).initialise(new RandomStreams(1));
    INDArray photo = Nd4j.rand(DataType.FLOAT, 1, 3, side, side);
    assertArrayEquals(
        new long[] {1, 1, side / 8 - 2, side / 8 - 2},
        apply(net, photo)[0].shape(),
        "30x30 for 256x256");
    for (INDArray picture :
        new ForwardPass(net.generator(), Memory.fresh(), ForwardPass.Mode.EVALUATION)
            .forward(photo, photo)) {
      assertArrayEquals(photo.shape(), picture.shape());
    }
  }

  private static INDArray[] apply(BeautyGan net, INDArray photo) {
    return new ForwardPass(net.bare(), Memory.fresh(), ForwardPass.Mode.EVALUATION).forward(photo);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 20, 26, 63})
  void sidesThatDoNotFit(int side) {
    UserError error = assertThrows(UserError.class, () -> PUBLISHED.requireSize(side));
    assertTrue(error.getMessage().matches(".*; (24|28|64) would do"), error.getMessage());
  }
}
