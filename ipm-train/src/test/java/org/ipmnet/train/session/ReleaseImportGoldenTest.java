// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.published.PublishedTensor;
import org.ipmnet.core.published.PublishedWriter;
import org.ipmnet.core.published.ReleaseProgram;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.GoldenFolder;
import org.ipmnet.core.weights.WeightFile;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.ipmnet.IpmNetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Files that the authors' program saved, golden case {@code release-small}. */
class ReleaseImportGoldenTest {
  private static final ReleaseProgram PROGRAM = new ReleaseProgram();

  private final Path theirs = GoldenFolder.file("release-small", "optimizer.pt").getParent();

  @TempDir Path folder;

  @Test
  void theirCheckpointIsTakenOverWhole() {
    GoldenCase golden = GoldenCase.open("release-small");
    JsonNode trained = golden.manifest("hyperparameters");
    Path run = folder.resolve("run");
    List<String> told = new ArrayList<>();
    PublishedImport.run(PROGRAM, theirs, run, List.of(), told::add);
    try (Checkpoint checkpoint = CheckpointStore.model(run, System.err::println);
        WeightFile gen = WeightFile.open(theirs.resolve("gen_00000001.pt"));
        WeightFile dis = WeightFile.open(theirs.resolve("dis_00000001.pt"));
        WeightFile optimizer = WeightFile.open(theirs.resolve("optimizer.pt"))) {
      assertEquals(1, checkpoint.iteration());
      RunConfig config =
          RunConfig.of(org.ipmnet.core.config.ConfigTree.parse("checkpoint", checkpoint.config()));
      IpmNetConfig model = (IpmNetConfig) config.model();
      IpmNetNetworkConfig sizes = model.network();
      assertTrue(PROGRAM.builds(sizes));
      assertEquals(golden.manifest("network", "dim").asInt(), sizes.dim());
      assertEquals(golden.manifest("network", "mlp").asInt(), sizes.mlp());
      assertEquals(golden.manifest("network", "style").asInt(), sizes.style());
      assertEquals(trained.get("lr").asDouble(), model.optimizer().learningRate());
      assertEquals(trained.get("weight_decay").asDouble(), model.optimizer().weightDecay());
      same(tensors(sizes, 0), "a/", gen, checkpoint);
      same(tensors(sizes, 1), "a/", dis, checkpoint);
      same(tensors(sizes, 2), "b/", dis, checkpoint);
      assertEquals("2", checkpoint.text("adam.generator.steps"), "two steps an iteration");
      assertEquals("1", checkpoint.text("adam.d_y.steps"));
      long parameters = tensors(sizes, 0).stream().filter(PublishedTensor::parameter).count();
      moments(
          "gen/state/",
          IpmNet.of(sizes, DataType.FLOAT).networks(),
          numbers(parameters, tensors(sizes, 0)), // each is listed a second time
          optimizer,
          checkpoint);
      List<PublishedTensor> both = new ArrayList<>(tensors(sizes, 1));
      both.addAll(tensors(sizes, 2));
      moments(
          "dis/state/",
          Discriminators.of(sizes, DataType.FLOAT).networks(),
          numbers(0, both),
          optimizer,
          checkpoint);

      Path exported = folder.resolve("gen.pt");
      PublishedWriter.write(PROGRAM, sizes, checkpoint::read, exported);
      try (WeightFile back = WeightFile.open(exported)) {
        List<String> names = new ArrayList<>();
        golden
            .manifest("pt", "gen_state_keys")
            .forEach(key -> names.add("a/" + key.get(0).asText()));
        assertEquals(names, List.copyOf(back.tensors().keySet()).subList(0, names.size()));
        for (String name : gen.tensors().keySet()) {
          if (!name.contains("/sf.")) {
            assertEquals(gen.read(name), back.read(name), name);
          } else {
            assertEquals(gen.tensors().get(name).shape(), back.tensors().get(name).shape(), name);
          }
        }
      }
    }
  }

  /** Their generator, the D of made-up faces, or that of bare ones. */
  private static List<PublishedTensor> tensors(IpmNetNetworkConfig sizes, int dictionary) {
    return PROGRAM.dictionaries(sizes).get(dictionary).tensors();
  }

  private static void same(
      List<PublishedTensor> entries, String side, WeightFile file, Checkpoint checkpoint) {
    for (PublishedTensor entry : entries) {
      if (entry.ours() != null) {
        assertEquals(
            file.read(side + entry.theirs()), checkpoint.read(entry.ours()), entry.theirs());
      }
    }
  }

  /** A network filled with flat moments shows each under its parameter's name. */
  private static void moments(
      String states,
      List<Network> networks,
      List<Numbered> numbers,
      WeightFile optimizer,
      Checkpoint checkpoint) {
    assertFalse(numbers.isEmpty());
    for (String[] moment : new String[][] {{"first", "exp_avg"}, {"second", "exp_avg_sq"}}) {
      networks.forEach(n -> checkpoint.read("adam." + n.name() + "." + moment[0], n.parameters()));
      for (Numbered number : numbers) {
        INDArray expected = optimizer.read(states + number.number() + "/" + moment[1]);
        String network = number.ours().substring(0, number.ours().indexOf('.'));
        INDArray found =
            networks.stream()
                .filter(n -> n.name().equals(network))
                .findFirst()
                .orElseThrow()
                .parameterViews()
                .get(number.ours().substring(network.length() + 1));
        assertEquals(expected, found.dup('c'), number.ours());
      }
    }
  }

  private record Numbered(long number, String ours) {}

  private static List<Numbered> numbers(long first, List<PublishedTensor> entries) {
    List<Numbered> numbers = new ArrayList<>();
    long number = first;
    for (PublishedTensor entry : entries) {
      if (entry.parameter()) {
        if (entry.ours() != null) {
          numbers.add(new Numbered(number, entry.ours()));
        }
        number++;
      }
    }
    return numbers;
  }
}
