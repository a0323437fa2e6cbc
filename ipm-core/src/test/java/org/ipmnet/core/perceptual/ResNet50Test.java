// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.Leaf;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.core.weights.WeightsConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ResNet50Test {
  @TempDir static Path folder;
  private static ResNet50 random;

  @BeforeAll
  static void draw() {
    random = ResNet50.random(new RandomStreams(1), DataType.FLOAT);
  }

  @Test
  void photosDownToItsLeastSide() {
    INDArray photos = Nd4j.linspace(-1, 1, 3L * 195 * 195, DataType.FLOAT).reshape(1, 3, 195, 195);
    try (Arena arena = new Arena(DataType.FLOAT, 64 << 20);
        Tape tape = new Tape(arena)) {
      Variable features = random.features(tape, tape.constant(photos));
      assertArrayEquals(new long[] {1, 2048, 1, 1}, features.value().shape());
      assertTrue(features.value().norm2Number().doubleValue() > 0);
      Variable small = tape.constant(photos.reshape(1, 3, 39, 975));
      assertThrows(IllegalArgumentException.class, () -> random.features(tape, small));
    }
  }

  @Test
  void aSeedAlwaysGivesTheSameWeights() {
    assertEquals(
        random.checksum(), ResNet50.random(new RandomStreams(1), DataType.FLOAT).checksum());
    assertNotEquals(
        random.checksum(), ResNet50.random(new RandomStreams(2), DataType.FLOAT).checksum());
  }

  /** The names are those of the published file, whose other tensors are passed over. */
  @Test
  void aFileIsReadAndAllItsFaultsAreNamedAtOnce() {
    TreeMap<String, INDArray> tensors = new TreeMap<>();
    ResNet50.shapes().shapes().forEach((name, shape) -> tensors.put(name, small(name, shape)));
    assertEquals(53 * 5, tensors.size());
    tensors.put("bn1.num_batches_tracked", Nd4j.createFromArray(7L));
    tensors.put("fc.bias", Nd4j.ones(DataType.FLOAT, 8631));
    Path file = folder.resolve("vggface2.safetensors");
    SafeTensors.write(file, tensors, Map.of());
    assertEquals(
        ResNet50.of(tensors::get, DataType.FLOAT, Layout.CHANNELS_LAST).checksum(),
        read(file).checksum());

    tensors.keySet().removeIf(name -> name.startsWith("layer"));
    tensors.put("conv1.weight", Nd4j.ones(DataType.FLOAT, 64, 3, 3, 3));
    SafeTensors.write(file, tensors, Map.of());
    String message = assertThrows(UserError.class, () -> read(file)).getMessage();
    assertEquals(1, message.lines().count());
    assertTrue(message.startsWith(file.toString()), message);
    for (String named :
        new String[] {"layer1.0.conv1.weight", "layer4.2.bn3.running_var", "[64, 3, 3, 3]"}) {
      assertTrue(message.contains(named), message);
    }
  }

  private static INDArray small(String name, List<Long> shape) {
    long[] sides = shape.stream().mapToLong(Long::longValue).toArray();
    return Nd4j.ones(DataType.FLOAT, sides).muli(0.01f * (1 + Math.floorMod(name.hashCode(), 7)));
  }

  private static ResNet50 read(Path file) {
    WeightsConfig weights =
        ConfigTree.parse("test", "vggface2: '" + file + "'").read(WeightsConfig.class);
    return ResNet50.of(weights, new RandomStreams(1), DataType.FLOAT);
  }

  @Test
  void theInputIsReversedAndShiftedWithItsGradient() {
    INDArray rgb = GradientCheck.values(1, 2, 3, 2, 2);
    INDArray weights = GradientCheck.values(2, 2, 3, 2, 2);
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 16);
        Tape tape = new Tape(arena)) {
      Leaf leaf = new Leaf(tape, rgb);
      Variable bgr = CaffeInput.of(tape, leaf.variable());
      double[] means = {103.939, 116.779, 123.680};
      for (int c = 0; c < 3; c++) {
        double expected = (rgb.getDouble(1, 2 - c, 0, 1) + 1) * 127.5 - means[c];
        assertEquals(expected, bgr.value().getDouble(1, c, 0, 1), 1e-11);
      }
      tape.add(bgr, arena.take(DataType.DOUBLE, weights.shape()).assign(weights));
      tape.backward();
      for (int c = 0; c < 3; c++) {
        assertEquals(
            127.5 * weights.getDouble(0, 2 - c, 1, 0),
            leaf.gradient().getDouble(0, c, 1, 0),
            1e-11);
      }
    }
  }

  @Test
  void aFoldedNormIsAConvolutionAndThenTheNorm() {
    INDArray w = GradientCheck.values(1, 2, 3, 1, 1);
    Map<String, INDArray> tensors =
        Map.of(
            "layer1.0.conv2.weight", w,
            "layer1.0.bn2.weight", Nd4j.createFromArray(1.5, -0.5),
            "layer1.0.bn2.bias", Nd4j.createFromArray(0.25, 2.0),
            "layer1.0.bn2.running_mean", Nd4j.createFromArray(0.5, -3.0),
            "layer1.0.bn2.running_var", Nd4j.createFromArray(4.0, 0.25));
    INDArray weight = Nd4j.create(DataType.DOUBLE, 2, 3, 1, 1);
    INDArray bias = Nd4j.create(DataType.DOUBLE, 2);
    new FoldedNorm(tensors::get, 1e-5).fold("layer1.0.conv2", weight, bias);
    INDArray x = GradientCheck.values(2, 3, 1);
    INDArray convolved = w.reshape(2, 3).mmul(x);
    double first = (convolved.getDouble(0) - 0.5) / Math.sqrt(4 + 1e-5) * 1.5 + 0.25;
    double second = (convolved.getDouble(1) + 3) / Math.sqrt(0.25 + 1e-5) * -0.5 + 2;
    INDArray folded = weight.reshape(2, 3).mmul(x).addi(bias.reshape(2, 1));
    assertClose("folded", Nd4j.createFromArray(first, second).reshape(2, 1), folded, 1e-12, 1e-12);
    assertEquals("layer2.0.downsample.1", FoldedNorm.normOf("layer2.0.downsample.0"));
    assertEquals("cp.arm16.bn_atten", FoldedNorm.normOf("cp.arm16.conv_atten"));
  }
}
