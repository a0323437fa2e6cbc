// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.UserError;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.Generator;
import org.ipmnet.core.ipmnet.IdentityEncoder;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.MultiScaleDiscriminator;
import org.ipmnet.core.ipmnet.StyleEncoder;
import org.ipmnet.core.ipmnet.StyleMlp;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.vertex.Padding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The networks as a whole, tiny, with each norm: gradients, shapes, DL4J's JSON. */
class NetworkGradientTest {
  private static final int SAMPLES = 3;
  private static final int BATCH = 2;
  private static final int SIDE = 16;

  static IpmNetNetworkConfig sizes(Norm norm) {
    return new IpmNetNetworkConfig(
        2,
        3,
        5,
        Padding.REFLECT,
        new IpmNetNetworkConfig.Identity(1, norm),
        new IpmNetNetworkConfig.Style(2, 1, norm),
        new IpmNetNetworkConfig.Decoder(1, norm, norm == Norm.LAYER, true),
        new IpmNetNetworkConfig.Discriminator(3, 2, 2, norm));
  }

  private static Network network(String name, ComputationGraphConfiguration graph) {
    return Network.of(name, graph).initialise(new RandomStreams(5));
  }

  private static INDArray image() {
    return GradientCheck.values(1, BATCH, 3, SIDE, SIDE);
  }

  /** E_S that looks at each area by itself: a part of S moves with its area alone. */
  @ParameterizedTest
  @EnumSource(names = {"REGIONS", "REGIONS_AND_SKIN"})
  void styleEncoderByArea(IpmNetNetworkConfig.Pooling pooling) {
    IpmNetNetworkConfig global = sizes(Norm.NONE);
    IpmNetNetworkConfig regions =
        new IpmNetNetworkConfig(
            2,
            2 * FaceArea.COUNT,
            5,
            Padding.REFLECT,
            global.identityEncoder(),
            new IpmNetNetworkConfig.Style(2, 1, Norm.NONE, pooling),
            global.generator(),
            global.discriminator());
    Network encoder = network("s", StyleEncoder.graph(regions, DataType.DOUBLE));
    INDArray areas = GradientCheck.values(2, BATCH, pooling.areaMaps(), SIDE / 4, SIDE / 4);
    List<INDArray> read = new ArrayList<>(List.of(image(), areas));
    if (pooling == IpmNetNetworkConfig.Pooling.REGIONS_AND_SKIN) {
      read.add(GradientCheck.values(3, BATCH, FaceArea.COUNT, SIDE, SIDE));
    }
    INDArray[] inputs = read.toArray(INDArray[]::new);
    assertOutputs(encoder, new long[][] {{BATCH, 2 * FaceArea.COUNT, 1, 1}}, inputs);
    GradientCheck.check(encoder, SAMPLES, inputs);
    try (Inference inference = new Inference(DataType.DOUBLE)) {
      INDArray before = inference.apply(encoder, inputs)[0];
      INDArray other = areas.dup();
      other.get(NDArrayIndex.all(), NDArrayIndex.point(3)).addi(0.5);
      inputs[1] = other;
      INDArray after = inference.apply(encoder, inputs)[0];
      for (int i = 0; i < 2 * FaceArea.COUNT; i++) {
        double moved = Math.abs(after.getDouble(0, i, 0, 0) - before.getDouble(0, i, 0, 0));
        assertEquals(i % FaceArea.COUNT == 3, moved > 1e-9, "value " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void identityEncoder(Norm norm) {
    Network encoder = network("e", IdentityEncoder.graph(sizes(norm), DataType.DOUBLE));
    assertOutputs(encoder, new long[][] {{BATCH, 8, SIDE / 4, SIDE / 4}}, image());
    GradientCheck.check(encoder, SAMPLES, image());
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void styleEncoder(Norm norm) {
    Network encoder = network("e", StyleEncoder.graph(sizes(norm), DataType.DOUBLE));
    assertOutputs(encoder, new long[][] {{BATCH, 3, 1, 1}}, image());
    GradientCheck.check(encoder, SAMPLES, image());
  }

  @Test
  void styleMlp() {
    Network mlp = network("mlp", StyleMlp.graph(sizes(Norm.BATCH), DataType.DOUBLE));
    INDArray style = GradientCheck.values(1, BATCH, 3, 1, 1);
    assertOutputs(mlp, new long[][] {{BATCH, 2 * 2 * 8}}, style);
    GradientCheck.check(mlp, 40, style);
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void generator(Norm norm) {
    Network generator = network("g", Generator.graph(sizes(norm), DataType.DOUBLE));
    INDArray[] inputs = {
      GradientCheck.values(1, BATCH, 8, SIDE / 4, SIDE / 4),
      GradientCheck.values(2, BATCH, 2 * 2 * 8),
      image()
    };
    assertOutputs(generator, new long[][] {{BATCH, 3, SIDE, SIDE}}, inputs);
    GradientCheck.check(generator, SAMPLES, inputs);
  }

  /** An ablation: the picture does not depend on r_x then, and r_x gets no gradient. */
  @Test
  void generatorWithoutTheResidual() {
    IpmNetNetworkConfig with = sizes(Norm.INSTANCE);
    IpmNetNetworkConfig without =
        new IpmNetNetworkConfig(
            with.dim(),
            with.style(),
            with.mlp(),
            with.padding(),
            with.identityEncoder(),
            with.styleEncoder(),
            new IpmNetNetworkConfig.Decoder(1, Norm.INSTANCE, false, false),
            with.discriminator());
    INDArray code = GradientCheck.values(1, BATCH, 8, SIDE / 4, SIDE / 4);
    INDArray adaIn = GradientCheck.values(2, BATCH, 2 * 2 * 8);
    Network g = network("g", Generator.graph(with, DataType.DOUBLE));
    Network bare = network("g", Generator.graph(without, DataType.DOUBLE));
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      ForwardPass whole = new ForwardPass(g, arena, ForwardPass.Mode.TRAINING);
      ForwardPass alone = new ForwardPass(bare, arena, ForwardPass.Mode.TRAINING);
      INDArray sum = whole.forward(code, adaIn, image())[0];
      INDArray picture = alone.forward(code, adaIn, image())[0];
      assertEquals(0, sum.sub(picture).sub(image()).norm1Number().doubleValue(), 1e-9);
      INDArray[] back =
          alone.backward(
              new INDArray[] {GradientCheck.values(3, BATCH, 3, SIDE, SIDE)},
              new boolean[] {true, true, true},
              true);
      assertTrue(back[0] != null && back[1] != null && back[2] == null);
    }
  }

  /** Each area gets the tone that stands for it behind the AdaIN parameters. */
  @Test
  void generatorWithTones() {
    IpmNetNetworkConfig with = sizes(Norm.INSTANCE);
    IpmNetNetworkConfig toned =
        new IpmNetNetworkConfig(
            with.dim(),
            with.style(),
            with.mlp(),
            with.padding(),
            with.identityEncoder(),
            with.styleEncoder(),
            new IpmNetNetworkConfig.Decoder(1, Norm.INSTANCE, false, true, true),
            with.discriminator());
    int adaInValues = 2 * 2 * 8;
    INDArray code = GradientCheck.values(1, BATCH, 8, SIDE / 4, SIDE / 4);
    INDArray style = GradientCheck.values(2, BATCH, adaInValues + 3 * FaceArea.COUNT);
    INDArray areas = GradientCheck.values(4, BATCH, FaceArea.COUNT, SIDE, SIDE);
    Network generator = network("g", Generator.graph(toned, DataType.DOUBLE));
    GradientCheck.check(generator, SAMPLES, code, style, image(), areas);
    Network plain = network("g", Generator.graph(with, DataType.DOUBLE));
    try (Inference inference = new Inference(DataType.DOUBLE)) {
      INDArray adaIn = style.get(NDArrayIndex.all(), NDArrayIndex.interval(0, adaInValues)).dup();
      INDArray g = inference.apply(plain, code, adaIn, image())[0];
      INDArray painted = inference.apply(generator, code, style, image(), areas)[0].sub(g);
      for (int colour = 0; colour < 3; colour++) {
        double tones = 0;
        for (int area = 0; area < FaceArea.COUNT; area++) {
          int value = adaInValues + colour * FaceArea.COUNT + area;
          tones += style.getDouble(1, value) * areas.getDouble(1, area, 2, 5);
        }
        assertEquals(tones, painted.getDouble(1, colour, 2, 5), 1e-9);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void discriminator(Norm norm) {
    Network d = network("d", MultiScaleDiscriminator.graph(sizes(norm), DataType.DOUBLE));
    long[][] logits = {{BATCH, 1, SIDE / 4, SIDE / 4}, {BATCH, 1, SIDE / 8, SIDE / 8}};
    assertOutputs(d, logits, image());
    GradientCheck.check(d, SAMPLES, image());
  }

  private static void assertOutputs(Network network, long[][] shapes, INDArray... inputs) {
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      INDArray[] outputs =
          new ForwardPass(network, arena, ForwardPass.Mode.TRAINING).forward(inputs);
      assertEquals(shapes.length, outputs.length, "outputs");
      for (int i = 0; i < shapes.length; i++) {
        assertArrayEquals(shapes[i], outputs[i].shape(), "shape of output " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void jsonOfDl4jBringsEveryGraphBack(Norm norm) {
    for (Padding padding : Padding.values()) {
      IpmNetNetworkConfig c = sizes(norm);
      IpmNetNetworkConfig sizes =
          new IpmNetNetworkConfig(
              c.dim(),
              c.style(),
              c.mlp(),
              padding,
              c.identityEncoder(),
              c.styleEncoder(),
              c.generator(),
              c.discriminator());
      for (ComputationGraphConfiguration graph :
          new ComputationGraphConfiguration[] {
            IdentityEncoder.graph(sizes, DataType.FLOAT),
            StyleEncoder.graph(sizes, DataType.FLOAT),
            StyleMlp.graph(sizes, DataType.FLOAT),
            Generator.graph(sizes, DataType.FLOAT),
            MultiScaleDiscriminator.graph(sizes, DataType.FLOAT)
          }) {
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(graph.toJson());
        assertEquals(graph, read);
        assertEquals(0, graph.getDefaultConfiguration().getSeed(), "not the clock's");
        assertEquals(graph.getVertices(), read.getVertices());
      }
    }
  }

  @Test
  void freshParametersDependOnSeedAndNameOnly() {
    IpmNetNetworkConfig sizes = sizes(Norm.LAYER);
    INDArray one =
        IpmNet.of(sizes, DataType.DOUBLE).initialise(new RandomStreams(1)).identity().parameters();
    INDArray same =
        IpmNet.of(sizes, DataType.DOUBLE).initialise(new RandomStreams(1)).identity().parameters();
    INDArray other =
        IpmNet.of(sizes, DataType.DOUBLE).initialise(new RandomStreams(2)).identity().parameters();
    assertIdentical("the same seed", one, same);
    assertNotEquals(one, other);
  }

  @Test
  void evaluationNeitherMovesStatisticsNorKeepsAnything() {
    Network encoder = network("e", StyleEncoder.graph(sizes(Norm.BATCH), DataType.DOUBLE));
    INDArray before = encoder.statistics().dup();
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      INDArray code =
          new ForwardPass(encoder, arena, ForwardPass.Mode.EVALUATION).forward(image())[0];
      arena.release(code);
      assertEquals(0, arena.usedBytes());
      assertIdentical("statistics", before, encoder.statistics());
      ForwardPass training = new ForwardPass(encoder, arena, ForwardPass.Mode.TRAINING);
      arena.release(training.forward(image())[0]);
      training.drop();
      assertEquals(0, arena.usedBytes());
      assertNotEquals(before, encoder.statistics());
    }
  }

  @Test
  void sizesThatDoNotFitAreRefusedWithOneThatDoes() {
    IpmNetNetworkConfig sizes = sizes(Norm.BATCH);
    sizes.requireSize(16);
    sizes.requireSize(256);
    for (int size : new int[] {-4, 0, 3, 18, 257}) {
      String message = refusal(sizes, size);
      assertTrue(message.startsWith("data.size " + size + " does not fit the networks"), message);
      String named = message.replaceAll(".*; (\\d+) would do", "$1");
      sizes.requireSize(Integer.parseInt(named));
    }
    assertTrue(refusal(sizes, 257).endsWith("; 260 would do"), refusal(sizes, 257));
    IpmNetNetworkConfig paper =
        new IpmNetNetworkConfig(
            64,
            8,
            256,
            Padding.REFLECT,
            new IpmNetNetworkConfig.Identity(1, Norm.BATCH),
            new IpmNetNetworkConfig.Style(2, 3, Norm.BATCH),
            new IpmNetNetworkConfig.Decoder(4, Norm.BATCH, false, true),
            new IpmNetNetworkConfig.Discriminator(64, 3, 4, Norm.NONE));
    paper.requireSize(256);
    assertTrue(refusal(paper, 32).contains("the discriminator's 3 scales"), refusal(paper, 32));
    IpmNetNetworkConfig shallow =
        new IpmNetNetworkConfig(
            4,
            8,
            8,
            Padding.REFLECT,
            new IpmNetNetworkConfig.Identity(1, Norm.NONE),
            new IpmNetNetworkConfig.Style(4, 1, Norm.NONE),
            new IpmNetNetworkConfig.Decoder(1, Norm.NONE, false, true),
            new IpmNetNetworkConfig.Discriminator(4, 1, 1, Norm.NONE));
    assertTrue(refusal(shallow, 4).endsWith("; 32 would do"), refusal(shallow, 4));
    assertTrue(refusal(shallow, 28).endsWith("; 32 would do"), refusal(shallow, 28));
  }

  private static String refusal(IpmNetNetworkConfig sizes, int size) {
    return assertThrows(UserError.class, () -> sizes.requireSize(size)).getMessage();
  }
}
