// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.dl4j;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGan;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.parsing.BiSeNet;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.vertex.Padding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checkpoints of every kind become files that DL4J loads and that compute the same bits. */
class Dl4jExportTest {
  private static final RandomStreams STREAMS = new RandomStreams(3);
  private static final INDArray PHOTO = photo(1);

  @TempDir Path folder;

  private static INDArray photo(long seed) {
    return GradientCheck.values(seed, 2, 3, 32, 32).castTo(DataType.FLOAT);
  }

  private static INDArray values(long... shape) {
    return GradientCheck.values(2, shape).castTo(DataType.FLOAT);
  }

  /** A checkpoint's configuration and networks. */
  private record Model(String config, List<Network> networks) {
    @Override
    public String toString() {
      return config.lines().findFirst().orElseThrow();
    }
  }

  private static Stream<Model> models() {
    IpmNetNetworkConfig ipmNet =
        new IpmNetNetworkConfig(
            2,
            3,
            5,
            Padding.REFLECT,
            new IpmNetNetworkConfig.Identity(1, Norm.BATCH),
            new IpmNetNetworkConfig.Style(2, 1, Norm.BATCH),
            new IpmNetNetworkConfig.Decoder(1, Norm.LAYER, false, true),
            new IpmNetNetworkConfig.Discriminator(3, 2, 2, Norm.NONE));
    return Stream.of(
        new Model(
            """
            model: ipm-net
            network:
              dim: 2
              style: 3
              mlp: 5
              padding: reflect
              identity-encoder: {res-blocks: 1, norm: batch}
              style-encoder: {downsamplings: 2, res-blocks: 1, norm: batch}
              generator: {res-blocks: 1, norm: layer, final-convolution: false, residual: true}
              discriminator: {dim: 3, scales: 2, layers: 2, norm: none}
            """,
            IpmNet.of(ipmNet, DataType.FLOAT).initialise(STREAMS).networks()),
        new Model(
            """
            model: beautygan
            network: {dim: 2, res-blocks: 1, discriminator: {dim: 2, layers: 2}}
            """,
            BeautyGan.of(
                    new BeautyGanNetworkConfig(
                        2, 1, new BeautyGanNetworkConfig.Discriminator(2, 2)),
                    DataType.FLOAT)
                .initialise(STREAMS)
                .networks()),
        new Model(
            """
            model: cyclegan
            network: {generator: {dim: 2, res-blocks: 1}, discriminator: {dim: 2, layers: 2}}
            """,
            CycleGan.of(
                    new CycleGanNetworkConfig(
                        new CycleGanNetworkConfig.Generator(2, 1),
                        new CycleGanNetworkConfig.Discriminator(2, 2)),
                    DataType.FLOAT)
                .initialise(STREAMS)
                .networks()),
        new Model(
            """
            model: munit
            network:
              dim: 2
              style: 3
              mlp: 5
              res-blocks: 1
              padding: reflect
              discriminator: {dim: 2, scales: 2, layers: 2}
            """,
            Munit.of(
                    new MunitNetworkConfig(
                        2, 3, 5, 1, Padding.REFLECT, new MunitNetworkConfig.Discriminator(2, 2, 2)),
                    DataType.FLOAT)
                .initialise(STREAMS)
                .networks()),
        new Model("labels: mt\n", List.of(parser())));
  }

  private static Network parser() {
    return BiSeNet.trainable(new BiSeNetConfig(3, 2), DataType.FLOAT).initialise(STREAMS);
  }

  private static INDArray[] inputs(Network network) {
    return network.graph().getConfiguration().getNetworkInputs().stream()
        .map(
            input ->
                switch (input) {
                  case "s" -> values(2, 3, 1, 1);
                  case "code" -> values(2, 8, 8, 8);
                  case "adain" -> values(2, 2 * 2 * 8);
                  case "made-up" -> photo(4);
                  default -> PHOTO;
                })
        .toArray(INDArray[]::new);
  }

  /** As if it had been trained for a while. */
  private static Network moved(Network network) {
    int seed = 5;
    for (INDArray statistic : network.statisticViews().values()) {
      statistic.addi(GradientCheck.values(seed++, statistic.shape()).muli(0.1));
    }
    return network;
  }

  private Path checkpoint(Model model) {
    Checkpoint.Content content = new Checkpoint.Content(7, model.config());
    model.networks().forEach(network -> content.network(moved(network)));
    Path file = folder.resolve("00000007.safetensors");
    content.writeTo(file);
    return file;
  }

  @ParameterizedTest
  @MethodSource("models")
  void dl4jComputesTheSame(Model model) throws IOException {
    Path out = folder.resolve("out");
    try (Checkpoint checkpoint = Checkpoint.open(checkpoint(model))) {
      List<String> names = Dl4jExport.write(checkpoint, out);
      assertEquals(model.networks().stream().map(Network::name).toList(), names);
    }
    assertEquals(
        model.networks().stream().map(network -> network.name() + ".zip").sorted().toList(),
        files(out));
    for (Network network : model.networks()) {
      assertComputesTheSame(out.resolve(network.name() + ".zip"), network);
    }
  }

  @Test
  void aParsersWeightFileIsExportedToo() throws IOException {
    Network parser = moved(parser());
    Path weights = folder.resolve("parser.pth");
    BiSeNetWeights.export(weights, BiSeNetWeights.tensors(parser), 0);
    Path out = folder.resolve("out");
    assertEquals(List.of("bisenet"), Dl4jExport.write(weights, out));
    assertComputesTheSame(out.resolve("bisenet.zip"), parser);
  }

  private static void assertComputesTheSame(Path file, Network network) throws IOException {
    ComputationGraph graph = ComputationGraph.load(file.toFile(), false);
    INDArray[] inputs = inputs(network);
    try (Inference inference = new Inference(DataType.FLOAT)) {
      for (int time = 0; time < 2; time++) { // spectral norms move with each application
        INDArray[] expected = inference.apply(network, inputs);
        INDArray[] found = graph.output(false, inputs);
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
          assertIdentical(network.name() + " output " + i, expected[i], found[i]);
        }
      }
    }
  }

  /** What DL4J itself does with a graph: copies it, describes it, saves it with its updater. */
  @Test
  void aLoadedGraphCanBeCopiedAndSavedAgain() throws IOException {
    Network network = moved(models().findFirst().orElseThrow().networks().get(0));
    Path file = folder.resolve("a.zip");
    network.saveForDl4j(file);
    ComputationGraph graph = ComputationGraph.load(file.toFile(), true);
    INDArray expected = graph.outputSingle(PHOTO);
    assertIdentical("copy", expected, graph.clone().outputSingle(PHOTO));
    assertTrue(graph.summary().contains("blocks.0.conv"), graph.summary());
    Path again = folder.resolve("b.zip");
    graph.save(again.toFile());
    assertIdentical(
        "saved again", expected, ComputationGraph.load(again.toFile(), true).outputSingle(PHOTO));
  }

  /** A training without adversarial loss has no D; a checkpoint without G is no model. */
  @Test
  void onlyDiscriminatorsMayBeAbsent() throws IOException {
    Model model = models().findFirst().orElseThrow();
    List<Network> encoders = model.networks().subList(0, 3);
    try (Checkpoint checkpoint = Checkpoint.open(checkpoint(new Model(model.config(), encoders)))) {
      Path out = folder.resolve("out");
      UserError error = assertThrows(UserError.class, () -> Dl4jExport.write(checkpoint, out));
      assertTrue(error.getMessage().contains("generator"), error.getMessage());
      assertFalse(Files.exists(out));
    }
  }

  @Test
  void nothingStaysOfAnExportThatFails() throws IOException {
    Model model = models().findFirst().orElseThrow();
    Path file = checkpoint(new Model(model.config().replace("mlp: 5", "mlp: 6"), model.networks()));
    Path out = folder.resolve("out");
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      UserError error = assertThrows(UserError.class, () -> Dl4jExport.write(checkpoint, out));
      assertTrue(error.getMessage().contains("does not fit the networks"), error.getMessage());
    }
    Files.createDirectory(out);
    try (Checkpoint checkpoint = Checkpoint.open(checkpoint(model))) {
      UserError error = assertThrows(UserError.class, () -> Dl4jExport.write(checkpoint, out));
      assertEquals(out + " exists already; name a new folder", error.getMessage());
      Path nowhere = folder.resolve("absent/out");
      assertThrows(UserError.class, () -> Dl4jExport.write(checkpoint, nowhere));
    }
    assertEquals(List.of("00000007.safetensors", "out"), files(folder));
    assertEquals(List.of(), files(out));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
