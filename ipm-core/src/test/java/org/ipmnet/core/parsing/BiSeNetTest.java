// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipmnet.core.UserError;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.LargeAllocations;
import org.ipmnet.core.weights.PyTorchWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class BiSeNetTest {
  private static final BiSeNetConfig TINY = new BiSeNetConfig(3, 4);

  @Test
  void gradientsEqualDifferences() {
    Network network = filled(TINY, DataType.DOUBLE);
    GradientCheck.check(network, 1, GradientCheck.values(5, 2, 3, 64, 64));
  }

  @Test
  void threeHeadsHaveTheImagesSize() {
    Network network = filled(TINY, DataType.FLOAT);
    try (Arena arena = new Arena(DataType.FLOAT, 1 << 20)) {
      INDArray[] heads =
          new ForwardPass(network, arena, ForwardPass.Mode.EVALUATION)
              .forward(GradientCheck.values(5, 1, 3, 64, 96).castTo(DataType.FLOAT));
      assertEquals(3, heads.length);
      for (INDArray head : heads) {
        assertArrayEquals(new long[] {1, 3, 64, 96}, head.shape());
      }
    }
  }

  /** Running values that are neither 0 nor 1, weights of norms neither 1 nor positive. */
  @Test
  void foldedNormsChangeNothing() {
    Network network = filled(TINY, DataType.DOUBLE);
    network
        .statisticViews()
        .forEach(
            (name, view) -> {
              view.assign(GradientCheck.values(name.hashCode(), view.shape()));
              if (name.endsWith("running_var")) {
                view.muli(view);
              }
            });
    INDArray image = GradientCheck.values(6, 1, 3, 64, 64);
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20);
        WorkingParser parser =
            new WorkingParser(TINY, BiSeNetWeights.tensors(network), DataType.DOUBLE)) {
      INDArray expected =
          new ForwardPass(network, arena, ForwardPass.Mode.EVALUATION).forward(image)[0];
      INDArray found = parser.logits(image);
      double largest = expected.amaxNumber().doubleValue();
      assertClose("logits", expected, found, 1e-10 * largest, 0);
    }
  }

  @Test
  void aFileTellsItsSize(@TempDir Path folder) {
    Network network = filled(new BiSeNetConfig(5, 8), DataType.FLOAT);
    Path file = folder.resolve("parser.pth");
    BiSeNetWeights.export(file, BiSeNetWeights.tensors(network), 7);
    BiSeNetWeights.Loaded loaded = BiSeNetWeights.read(file);
    assertEquals(new BiSeNetConfig(5, 8), loaded.sizes());
    assertEquals(BiSeNetWeights.tensors(network).keySet(), loaded.tensors().keySet());
  }

  @Test
  void whatIsNoParserIsRefused(@TempDir Path folder) {
    Path file = folder.resolve("other.pth");
    PyTorchWriter.write(file, Map.of("conv.weight", GradientCheck.values(1, 2, 2)));
    UserError error = assertThrows(UserError.class, () -> BiSeNetWeights.read(file));
    assertTrue(
        error.getMessage().contains("conv_out.conv_out.weight is missing"), error.getMessage());
  }

  @Test
  void aBrokenParserIsRefusedWithAllFaults(@TempDir Path folder) {
    Map<String, INDArray> tensors =
        new TreeMap<>(BiSeNetWeights.tensors(filled(TINY, DataType.FLOAT)));
    tensors.remove("ffm.conv1.weight");
    tensors.put("ffm.conv2.weight", GradientCheck.values(1, 2, 2));
    Path file = folder.resolve("broken.pth");
    PyTorchWriter.write(file, tensors);
    UserError error = assertThrows(UserError.class, () -> BiSeNetWeights.read(file));
    for (String fault : List.of("ffm.conv1.weight is missing", "ffm.conv2.weight has shape")) {
      assertTrue(error.getMessage().contains(fault), error.getMessage());
    }
  }

  /** Two small tensors claim a parser of 200 MB; of the largest width it would be gigabytes. */
  @Test
  void aClaimedSizeAllocatesNothing(@TempDir Path folder) {
    Map<String, INDArray> claim =
        Map.of(
            "cp.resnet.conv1.weight", GradientCheck.values(1, 128, 1, 1, 1),
            "conv_out.conv_out.weight", GradientCheck.values(1, 19, 1, 1, 1));
    Path file = folder.resolve("claim.pth");
    PyTorchWriter.write(file, claim);
    try (LargeAllocations allocations = new LargeAllocations(1 << 20)) {
      UserError error = assertThrows(UserError.class, () -> BiSeNetWeights.read(file));
      assertTrue(error.getMessage().contains("conv1.weight has shape"), error.getMessage());
      error = assertThrows(UserError.class, () -> BiSeNetWeights.sizes("a run", claim));
      assertTrue(error.getMessage().contains("conv1.weight has shape"), error.getMessage());
      assertEquals(List.of(), allocations.found());
    }
  }

  @Test
  void sidesAreMultiplesOf32() {
    BiSeNetConfig.requireSide("size", 96);
    UserError error = assertThrows(UserError.class, () -> BiSeNetConfig.requireSide("size", 100));
    assertEquals("size must be a multiple of 32, found 100", error.getMessage());
  }

  private static Network filled(BiSeNetConfig sizes, DataType type) {
    return GradientCheck.filled(BiSeNet.trainable(sizes, type), 0.5);
  }
}
