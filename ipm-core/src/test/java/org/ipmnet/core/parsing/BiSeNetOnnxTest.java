// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.perceptual.ImageNetInput;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.OnnxRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The face parser in ONNX Runtime: a picture in, the working parser's scores out. */
class BiSeNetOnnxTest {
  @ParameterizedTest
  @EnumSource
  void scoresAreTheSame(WeightType type) {
    BiSeNetConfig sizes = new BiSeNetConfig(5, 8);
    Network trained = BiSeNet.trainable(sizes, DataType.FLOAT).initialise(new RandomStreams(1));
    trained
        .statisticViews()
        .forEach(
            (name, view) ->
                view.addi(GradientCheck.values(3, view.shape()).castTo(DataType.FLOAT).muli(0.3)));
    SortedMap<String, INDArray> tensors = new TreeMap<>(BiSeNetWeights.tensors(trained));
    INDArray levels = // of pictures of 64 x 96
        GradientCheck.values(7, 2, 3, 64, 96).castTo(DataType.FLOAT).addi(1).muli(127.5);
    try (WorkingParser parser = new WorkingParser(sizes, tensors);
        OnnxRuntime runtime = new OnnxRuntime(BiSeNet.toOnnx(trained, "five", type).bytes())) {
      INDArray scores = runtime.run(levels.div(255))[0];
      INDArray expected = parser.logits(ImageNetInput.standardise(levels));
      assertEquals(5, scores.size(1));
      OnnxRuntime.assertAlike("scores", expected, scores, type == WeightType.FLOAT32 ? 1e-4 : 1e-2);
    }
  }

  /** Bit for bit, but for the auxiliary heads, which are not in the file. */
  @Test
  void itsTensorsComeBack(@TempDir Path folder) {
    BiSeNetConfig sizes = new BiSeNetConfig(5, 8);
    Network trained = BiSeNet.trainable(sizes, DataType.FLOAT).initialise(new RandomStreams(1));
    Path file = folder.resolve("parser.onnx");
    BiSeNet.toOnnx(trained, "five", WeightType.FLOAT32).write(file);
    BiSeNetWeights.Loaded loaded = BiSeNetWeights.read(file);
    assertEquals(sizes, loaded.sizes());
    int heads = 0;
    for (Map.Entry<String, INDArray> tensor : BiSeNetWeights.tensors(trained).entrySet()) {
      INDArray back = loaded.tensors().get(tensor.getKey());
      if (tensor.getKey().startsWith("conv_out16.") || tensor.getKey().startsWith("conv_out32.")) {
        heads++;
        assertEquals(0, back.maxNumber().doubleValue(), 0.0);
      } else {
        assertEquals(tensor.getValue(), back, tensor.getKey());
      }
    }
    assertTrue(heads > 4);
  }
}
