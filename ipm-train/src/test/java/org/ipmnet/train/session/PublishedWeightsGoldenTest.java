// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.published.CycleGanProgram;
import org.ipmnet.core.published.MunitProgram;
import org.ipmnet.core.published.PublishedCheckpoint;
import org.ipmnet.core.published.PublishedProgram;
import org.ipmnet.core.published.PublishedTensor;
import org.ipmnet.core.published.StateDict;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.GoldenFolder;
import org.ipmnet.core.weights.WeightFile;
import org.ipmnet.train.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Files that the programs of CycleGAN and MUNIT saved: in, as a run, and out again. */
class PublishedWeightsGoldenTest {
  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  /** The folder of a case that has weight files, such as this one. */
  private static Path folderOf(String name, String file) {
    return GoldenFolder.file(name, file).getParent();
  }

  /** The checkpoint of the run that files become. */
  private Checkpoint imported(ModelKind kind, Path from) {
    Path run = folder.resolve("run");
    PublishedImport.run(PublishedProgram.of(kind), from, run, List.of(), told::add);
    return CheckpointStore.model(run, System.err::println);
  }

  @Test
  void cycleGanComesInAndGoesOut() {
    Path theirs = folderOf("cyclegan-small", "latest_net_G_A.pth");
    try (Checkpoint checkpoint = imported(ModelKind.CYCLEGAN, theirs)) {
      ConfigTree config = ConfigTree.parse("checkpoint", checkpoint.config());
      assertEquals(ModelKind.CYCLEGAN, RunConfig.of(config).model().kind());
      assertEquals("0", checkpoint.text("adam.g_a.steps"));
      assertEquals("0", checkpoint.text("pool.makeup.stored"));
      for (String network : List.of("G_A", "G_B", "D_A", "D_B")) {
        String name = "latest_net_" + network + ".pth";
        Path out = folder.resolve(name);
        String said = PublishedWeights.write(checkpoint, config, out);
        assertTrue(said.contains("*_net_" + network + ".pth"), said);
        assertSameFile(theirs.resolve(name), out);
      }
    }
  }

  @Test
  void beautyGanComesInAndGoesOut() {
    Path theirs = folderOf("beautygan-small", "1_1_G.pth");
    try (Checkpoint checkpoint = imported(ModelKind.BEAUTYGAN, theirs)) {
      ConfigTree config = ConfigTree.parse("checkpoint", checkpoint.config());
      assertEquals(ModelKind.BEAUTYGAN, RunConfig.of(config).model().kind());
      assertEquals("0", checkpoint.text("adam.d_a.steps"));
      for (String network : List.of("G", "D_SYMIX", "D_MAKEMIX")) {
        String name = "1_1_" + network + ".pth";
        Path out = folder.resolve(name);
        String said = PublishedWeights.write(checkpoint, config, out);
        assertTrue(said.contains("*_" + network + ".pth"), said);
        assertSameTensors(theirs.resolve(name), out);
      }
    }
  }

  @Test
  void aBeautyGeneratorAloneIsEnough() {
    Path file = GoldenFolder.file("beautygan-small", "1_1_G.pth");
    try (Checkpoint checkpoint = imported(ModelKind.BEAUTYGAN, file);
        WeightFile given = WeightFile.open(file)) {
      assertTrue(told.toString().contains("*_D_SYMIX.pth and *_D_MAKEMIX.pth"), told.toString());
      assertEquals(given.read("main.0.weight"), checkpoint.read("generator.main.0.weight"));
      INDArray u = checkpoint.read("d_a.main.0.weight_u");
      assertEquals(1, u.norm2Number().doubleValue(), 1e-5, "a fresh D has made its first step");
    }
  }

  /** The same tensors under the same names; state dictionaries are loaded by name. */
  private static void assertSameTensors(Path theirs, Path ours) {
    try (WeightFile expected = WeightFile.open(theirs);
        WeightFile found = WeightFile.open(ours)) {
      assertEquals(expected.tensors().keySet(), found.tensors().keySet());
      for (String name : expected.tensors().keySet()) {
        assertEquals(expected.read(name), found.read(name), name);
      }
    }
  }

  @Test
  void oneGeneratorAloneIsEnough() {
    Path file = GoldenFolder.file("cyclegan-small", "latest_net_G_A.pth");
    try (Checkpoint checkpoint = imported(ModelKind.CYCLEGAN, file);
        WeightFile given = WeightFile.open(file)) {
      assertTrue(told.toString().contains("*_net_G_B.pth was not given"), told.toString());
      assertEquals(given.read("model.1.weight"), checkpoint.read("g_a.model.1.weight"));
      assertTrue(
          checkpoint.read("g_b.model.1.weight").std().getDouble(0) > 0.01, "drawn, not left at 0");
    }
  }

  @Test
  void munitComesInWithItsOptimisersAndGoesOut() {
    GoldenCase golden = GoldenCase.open("munit-small");
    Path theirs = folderOf("munit-small", "gen_00000001.pt");
    try (Checkpoint checkpoint = imported(ModelKind.MUNIT, theirs);
        WeightFile optimizer = WeightFile.open(theirs.resolve("optimizer.pt"))) {
      assertEquals(1, checkpoint.iteration());
      ConfigTree config = ConfigTree.parse("checkpoint", checkpoint.config());
      MunitNetworkConfig sizes = (MunitNetworkConfig) RunConfig.of(config).model().network();
      assertEquals(golden.manifest("network", "dim").asInt(), sizes.dim());
      assertEquals("1", checkpoint.text("adam.content_a.steps"));
      assertEquals("1", checkpoint.text("adam.d_b.steps"));
      assertMoments(checkpoint, optimizer, sizes);
      for (String name : List.of("gen_00000001.pt", "dis_00000001.pt")) {
        Path out = folder.resolve(name);
        PublishedWeights.write(checkpoint, config, out);
        assertSameFile(theirs.resolve(name), out);
      }
    }
  }

  /** Networks filled with flat moments show each under its parameter's name. */
  private static void assertMoments(
      Checkpoint checkpoint, WeightFile optimizer, MunitNetworkConfig sizes) {
    Munit filled = Munit.of(sizes, DataType.FLOAT);
    for (String[] moment : new String[][] {{"first", "exp_avg"}, {"second", "exp_avg_sq"}}) {
      for (Network network : filled.networks()) {
        checkpoint.read("adam." + network.name() + "." + moment[0], network.parameters());
      }
      int n = 0;
      long listed =
          optimizer.tensors().keySet().stream()
              .filter(name -> name.matches("gen/state/\\d+/" + moment[1]))
              .count();
      for (StateDict autoencoder : new MunitProgram().dictionaries(sizes).subList(0, 2)) {
        for (PublishedTensor entry : autoencoder.tensors()) {
          if (entry.parameter()) {
            INDArray stored =
                optimizer.read(String.format(Locale.ROOT, "gen/state/%d/%s", n++, moment[1]));
            assertEquals(stored, tensor(filled, entry.ours()), entry.ours());
          }
        }
      }
      assertEquals(listed, n);
    }
  }

  private static INDArray tensor(Munit net, String ours) {
    int dot = ours.indexOf('.');
    return net.networks().stream()
        .filter(network -> network.name().equals(ours.substring(0, dot)))
        .findFirst()
        .orElseThrow()
        .parameterViews()
        .get(ours.substring(dot + 1));
  }

  /** The same tensors under the same names in the same order, dummies included. */
  private static void assertSameFile(Path theirs, Path ours) {
    try (WeightFile expected = WeightFile.open(theirs);
        WeightFile found = WeightFile.open(ours)) {
      assertEquals(List.copyOf(expected.tensors().keySet()), List.copyOf(found.tensors().keySet()));
      for (String name : expected.tensors().keySet()) {
        assertEquals(expected.read(name), found.read(name), name);
      }
    }
  }

  @Test
  void filesOfAnotherProgramAreRefusedInOneLine() throws IOException {
    Path munit = GoldenFolder.file("munit-small", "gen_00000001.pt");
    Path cycleGan = GoldenFolder.file("cyclegan-small", "latest_net_D_A.pth");
    Path run = folder.resolve("run");
    for (Map.Entry<ModelKind, Path> wrong :
        Map.of(
                ModelKind.CYCLEGAN, munit,
                ModelKind.MUNIT, cycleGan,
                ModelKind.BEAUTYGAN, munit)
            .entrySet()) {
      UserError error =
          assertThrows(
              UserError.class,
              () ->
                  PublishedImport.run(
                      PublishedProgram.of(wrong.getKey()),
                      wrong.getValue(),
                      run,
                      List.of(),
                      told::add));
      assertTrue(error.getMessage().startsWith(wrong.getValue().toString()), error.getMessage());
      assertEquals(1, error.getMessage().lines().count());
      assertTrue(Files.notExists(run), "nothing is left behind");
    }
    UserError empty =
        assertThrows(
            UserError.class,
            () -> PublishedCheckpoint.open(new CycleGanProgram(), Files.createDirectory(run)));
    assertTrue(empty.getMessage().endsWith("holds no latest_net_G_A.pth"), empty.getMessage());
    UserError changed =
        assertThrows(
            UserError.class,
            () ->
                PublishedImport.run(
                    new MunitProgram(), munit, run, List.of("network.dim=5"), told::add));
    assertTrue(changed.getMessage().contains("leave out model and network.*"));
  }
}
