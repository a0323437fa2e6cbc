// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.FormulaWeights;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.weights.PyTorchWriter;
import org.ipmnet.core.weights.WeightFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** All three heads, and the working network with folded norms, against the published program. */
class BiSeNetGoldenTest {

  private final GoldenCase golden = GoldenCase.open("bisenet");
  private final FormulaWeights weights = FormulaWeights.of(golden);

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void threeHeads(DataType type) {
    Network network = BiSeNet.trainable(BiSeNetConfig.PUBLISHED, type);
    BiSeNetWeights.load(network, tensors());
    try (Arena arena = new Arena(type, 64 << 20)) {
      INDArray[] found =
          new ForwardPass(network, arena, ForwardPass.Mode.EVALUATION)
              .forward(GoldenPicture.standardised(golden, type));
      GoldenPicture.assertNear(golden, "out1_stride4", every(found[0], 4), type);
      GoldenPicture.assertNear(golden, "out2_stride16", every(found[1], 16), type);
      GoldenPicture.assertNear(golden, "out3_stride16", every(found[2], 16), type);
    }
  }

  @Test
  void theWorkingNetworkIsTheSame() {
    INDArray image = GoldenPicture.standardised(golden, DataType.FLOAT);
    try (WorkingParser parser = new WorkingParser(BiSeNetConfig.PUBLISHED, tensors())) {
      INDArray logits = parser.logits(image);
      GoldenPicture.assertNear(golden, "out1_stride4", every(logits, 4), DataType.FLOAT);
      double[] levels = golden.expected("image").values();
      byte[] rgb = new byte[levels.length];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) levels[i];
      }
      int height = (int) image.size(2);
      int width = (int) image.size(3);
      byte[] classes = parser.classes(rgb, width, height, width, height);
      double[] expected = golden.expected("argmax").values();
      assertEquals(expected.length, classes.length);
      int different = 0;
      for (int i = 0; i < classes.length; i++) {
        different += classes[i] == expected[i] ? 0 : 1;
      }
      int undecided = golden.manifest("arrays", "argmax", "pixels_with_margin_below_1e_3").asInt();
      assertTrue(different <= undecided, different + " pixels have another class");
    }
  }

  /** In as published, out with exactly the published names, and in again. */
  @Test
  void thePublishedFileComesInAndGoesOut(@TempDir Path folder) {
    Path published = folder.resolve("79999_iter.pth");
    Map<String, Object> content = new LinkedHashMap<>();
    weights
        .shapes()
        .forEach(
            (name, shape) ->
                content.put(name, shape.length == 0 ? Nd4j.scalar(80_000L) : weights.tensor(name)));
    PyTorchWriter.write(published, content);

    BiSeNetWeights.Loaded loaded = BiSeNetWeights.read(published);
    assertEquals(BiSeNetConfig.PUBLISHED, loaded.sizes());
    Path back = folder.resolve("back.pth");
    BiSeNetWeights.export(back, loaded.tensors(), 80_000);
    try (WeightFile file = WeightFile.open(back)) {
      assertEquals(
          new TreeSet<>(weights.shapes().keySet()), new TreeSet<>(file.tensors().keySet()));
      for (String name : weights.shapes().keySet()) {
        INDArray expected =
            weights.shapes().get(name).length == 0 ? Nd4j.scalar(80_000L) : weights.tensor(name);
        assertClose(name, expected, file.read(name).reshape(expected.shape()), 0, 0);
      }
    }
  }

  private Map<String, INDArray> tensors() {
    Map<String, INDArray> tensors = new TreeMap<>();
    weights
        .shapes()
        .forEach(
            (name, shape) -> {
              if (shape.length > 0) {
                tensors.put(name, weights.tensor(name));
              }
            });
    return tensors;
  }

  private static INDArray every(INDArray x, int step) {
    return Slice.every(Slice.every(x, 2, 0, x.size(2), step), 3, 0, x.size(3), step).dup('c');
  }
}
