// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.ipmnet.core.testing.CheckpointAssert.assertSameTensors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.MakeupModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Each kind of model through every command, tiny, on synthetic faces. */
class EveryModelTest {
  private static final int SIZE = 32;

  @TempDir static Path folder;
  private static Path faces;

  /** A model at a size of seconds. */
  private enum Tiny {
    IPM_NET(
        ModelKind.IPM_NET,
        "demo.yaml",
        "network.dim=4",
        "network.style=8",
        "network.mlp=8",
        "network.discriminator.layers=2",
        "batch=2"),
    BEAUTYGAN(
        ModelKind.BEAUTYGAN,
        "beautygan.yaml",
        "network.dim=4",
        "network.res-blocks=1",
        "network.discriminator.dim=4",
        "network.discriminator.layers=2",
        "loss.perceptual=0"),
    CYCLEGAN(
        ModelKind.CYCLEGAN,
        "cyclegan.yaml",
        "network.generator.dim=4",
        "network.generator.res-blocks=1",
        "network.discriminator.dim=4",
        "network.discriminator.layers=2",
        "loss.pool=3"),
    MUNIT(
        ModelKind.MUNIT,
        "munit.yaml",
        "network.dim=4",
        "network.mlp=8",
        "network.res-blocks=1",
        "network.discriminator.dim=4",
        "network.discriminator.scales=2",
        "network.discriminator.layers=2");

    private final ModelKind kind;
    private final String file;
    private final List<String> assignments;

    Tiny(ModelKind kind, String file, String... assignments) {
      this.kind = kind;
      this.file = file;
      this.assignments = List.of(assignments);
    }

    Path run(String name) {
      return folder.resolve(name() + "-" + name);
    }

    void train(Path run, int iterations, String... more) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "train",
                  "--config",
                  Path.of(System.getProperty("ipm.root"), "configs", file).toString(),
                  "--data",
                  faces.toString(),
                  "--out",
                  run.toString(),
                  "--set",
                  "iterations=" + iterations,
                  "data.size=" + SIZE,
                  "data.resize=" + (SIZE + 8),
                  "log.every=1",
                  "log.samples-every=2",
                  "log.samples=2",
                  "log.measures-every=2",
                  "log.measures-faces=2",
                  "checkpoint.every=2",
                  "checkpoint.keep=9"));
      arguments.addAll(assignments);
      arguments.addAll(List.of(more));
      succeeds(arguments.toArray(String[]::new));
    }
  }

  @BeforeAll
  static void draw() {
    faces = folder.resolve("faces");
    SyntheticDataset.write(faces, 8, SIZE + 8, 5);
  }

  private record Said(int code, String out, String err) {}

  private static Said run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        IpmCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  private static String succeeds(String... arguments) {
    Said said = run(arguments);
    assertEquals(0, said.code(), () -> String.join(" ", arguments) + ": " + said.err());
    return said.out();
  }

  private static void refusedBecause(String named, String... arguments) {
    Said said = run(arguments);
    assertEquals(2, said.code(), said.err());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().contains(named), said.err());
  }

  private static Path checkpoint(Path run, long iteration) {
    return new CheckpointStore(run.resolve("checkpoints")).file(iteration);
  }

  /** The run that all but the first test use. */
  private static Path trained(Tiny tiny) {
    Path run = tiny.run("whole");
    if (!Files.exists(run)) {
      tiny.train(run, 4);
    }
    return run;
  }

  @Test
  void everyKindIsHere() {
    assertEquals(
        EnumSet.allOf(ModelKind.class),
        EnumSet.copyOf(Arrays.stream(Tiny.values()).map(tiny -> tiny.kind).toList()));
  }

  @ParameterizedTest
  @EnumSource
  void fourIterationsEqualTwoAndTwo(Tiny tiny) throws IOException {
    Path whole = trained(tiny);
    Path parts = tiny.run("parts");
    tiny.train(parts, 2);
    succeeds("resume", parts.toString(), "--set", "iterations=4");
    assertSameTensors(checkpoint(whole, 4), checkpoint(parts, 4));
    assertEquals(losses(whole), losses(parts));
    assertTrue(Files.exists(whole.resolve("samples/00000004.png")));
    refusedBecause(
        "model cannot change", "resume", parts.toString(), "--set", "model=" + other(tiny));
  }

  /** Whether a training moves all that it stores. */
  @ParameterizedTest
  @EnumSource
  void everyNetworkLearns(Tiny tiny) {
    Path run = trained(tiny);
    try (Checkpoint first = Checkpoint.open(checkpoint(run, 0));
        Checkpoint last = Checkpoint.open(checkpoint(run, 4))) {
      for (String network : last.networks()) {
        boolean moved =
            last.weights().entrySet().stream()
                .filter(tensor -> tensor.getKey().startsWith(network + "."))
                .anyMatch(tensor -> !tensor.getValue().equals(first.read(tensor.getKey())));
        assertTrue(moved, network);
      }
    }
  }

  /** Nobody asks a D then: none makes a step, none is stored, and the run goes on without. */
  @ParameterizedTest
  @EnumSource
  void atAdversarialWeight0ThereAreNoDiscriminators(Tiny tiny) throws IOException {
    Path run = tiny.run("unjudged");
    tiny.train(run, 1, "loss.adversarial=0");
    succeeds("resume", run.toString(), "--set", "iterations=2");
    assertEquals(2, losses(run).size());
    for (String line : losses(run)) {
      assertTrue(line.contains("\"g_total\""), line);
      assertFalse(line.contains("\"d_") || line.contains("adversarial"), line);
    }
    try (Checkpoint judged = Checkpoint.open(checkpoint(trained(tiny), 4));
        Checkpoint unjudged = Checkpoint.open(checkpoint(run, 2))) {
      Set<String> others = new TreeSet<>(judged.networks());
      assertTrue(others.removeIf(network -> network.startsWith("d_")));
      assertEquals(others, unjudged.networks());
    }
    try (MakeupModel model = MakeupModels.load(run, line -> {})) {
      assertEquals(tiny.kind, model.kind());
    }
  }

  private static List<String> losses(Path run) throws IOException {
    return Files.readAllLines(run.resolve("stats.jsonl")).stream()
        .map(line -> line.replaceFirst("\"seconds\":[^,]*,", ""))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void transferLevelsAndRemoval(Tiny tiny) throws IOException {
    Path run = trained(tiny);
    Path out = tiny.run("transferred");
    String target = faces.resolve("images/non-makeup/bare-00001.png").toString();
    String reference = faces.resolve("images/makeup/makeup-00002.png").toString();
    String[] common = {"transfer", "--model", run.toString(), "--target", target};
    succeeds(with(common, "--reference", reference, "--out", out.toString()));
    Path result = out.resolve("bare-00001__makeup-00002.png");
    assertEquals(SIZE + 8, ImageIO.read(result.toFile()).getWidth());
    assertNotEquals(-1, Files.mismatch(Path.of(target), result), "something was painted");
    String[] levels =
        with(
            common,
            "--reference",
            reference,
            "--alpha",
            "0,0.5",
            "--out",
            tiny.run("levels").toString());
    String[] removal = {
      "transfer",
      "--model",
      run.toString(),
      "--target",
      reference,
      "--reference",
      target,
      "--remove",
      "--out",
      tiny.run("removed").toString()
    };
    try (MakeupModel model = MakeupModels.load(run, line -> {})) {
      assertEquals(tiny.kind, model.kind());
      if (model.mixesStyles()) {
        succeeds(levels);
      } else {
        refusedBecause("one strength of makeup only", levels);
      }
      if (model.removal().isPresent()) {
        succeeds(removal);
      } else {
        refusedBecause("cannot remove makeup", removal);
      }
    }
  }

  private static String[] with(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @ParameterizedTest
  @EnumSource
  void evaluation(Tiny tiny) throws IOException {
    Path out = tiny.run("evaluated");
    succeeds(
        "evaluate",
        "--model",
        trained(tiny).toString(),
        "--split",
        "all",
        "--runs",
        "2",
        "--out",
        out.toString());
    String csv = Files.readString(out.resolve("evaluation.csv"));
    assertTrue(csv.contains("\n" + tiny + "-whole,background_psnr,"), csv);
    assertTrue(csv.contains("\n" + tiny + "-whole,moved_lips,"), csv);
  }

  /** A file a network, whose vertices hold what the checkpoint does. */
  @ParameterizedTest
  @EnumSource
  void networksGoOutToDl4j(Tiny tiny) throws IOException {
    String run = trained(tiny).toString();
    Path out = tiny.run("dl4j");
    String[] export = {"weights", "export", run, "--format", "dl4j", "--out", out.toString()};
    String said = succeeds(export);
    assertTrue(said.startsWith(out + ": iteration 4, for ComputationGraph.load: "), said);
    try (Checkpoint checkpoint = Checkpoint.open(checkpoint(Path.of(run), 4))) {
      Set<String> tensors = new TreeSet<>();
      for (String network : checkpoint.networks()) {
        assertTrue(said.contains(" " + network + ".zip"), said);
        ComputationGraph graph =
            ComputationGraph.load(out.resolve(network + ".zip").toFile(), true);
        for (GraphVertex vertex : graph.getVertices()) {
          for (Map.Entry<String, INDArray> entry : vertex.paramTable(false).entrySet()) {
            String name = network + "." + vertex.getVertexName() + "." + entry.getKey();
            assertEquals(checkpoint.read(name), entry.getValue(), name);
            tensors.add(name);
          }
        }
      }
      assertEquals(checkpoint.weights().keySet(), tensors);
    }
    refusedBecause(out + " exists already", export);
  }

  @ParameterizedTest
  @EnumSource
  void weightsGoOut(Tiny tiny) {
    String run = trained(tiny).toString();
    Path safetensors = tiny.run("weights.safetensors");
    succeeds("weights", "export", run, "--format", "safetensors", "--out", safetensors.toString());
    String listed = succeeds("weights", "list", safetensors.toString());
    try (Checkpoint checkpoint = Checkpoint.open(checkpoint(Path.of(run), 4))) {
      assertTrue(listed.contains(checkpoint.weights().size() + " tensors"), listed);
    }
  }

  @Test
  void aTableOfAll() throws IOException {
    List<String> runs = new ArrayList<>();
    for (Tiny tiny : Tiny.values()) {
      runs.add(trained(tiny).toString());
    }
    Path out = folder.resolve("table");
    String said =
        succeeds(
            "table",
            "--data",
            faces.toString(),
            "--models",
            String.join(",", runs),
            "--split",
            "all",
            "--runs",
            "2",
            "--out",
            out.toString());
    assertTrue(said.contains("| Real |") && said.contains("| no transfer |"), said);
    String csv = Files.readString(out.resolve("table.csv"));
    String markdown = Files.readString(out.resolve("table.md"));
    String page = Files.readString(out.resolve("table.html"));
    for (Tiny tiny : Tiny.values()) {
      for (String measure :
          List.of("background_psnr", "seconds_a_transfer", "arena_peak", "published_fid")) {
        assertTrue(csv.contains("\n" + tiny.kind.title() + "," + measure + ","), csv);
      }
      assertTrue(markdown.contains("| " + tiny.kind.title() + " |"), markdown);
      assertTrue(page.contains(">" + tiny.kind.title() + "</th>"), "page");
    }
    assertTrue(csv.contains("\nReal,published_lpips,0.616,"), csv);
    assertTrue(markdown.contains("8 bare and 8 made-up faces of 32 x 32 pixels"), markdown);
    assertTrue(page.contains("as published") && !page.contains("{{"), "page");
    int columns = 1 + 6;
    int rows = 1 + 3 * Tiny.values().length;
    assertEquals(
        columns * (SIZE + 4) - 4, ImageIO.read(out.resolve("grid.png").toFile()).getWidth());
    assertEquals(rows * (SIZE + 4) - 4, ImageIO.read(out.resolve("grid.png").toFile()).getHeight());
    refusedBecause(
        "IPM_NET-whole twice",
        "table",
        "--data",
        faces.toString(),
        "--models",
        runs.get(0) + "," + runs.get(0),
        "--out",
        folder.resolve("twice").toString());
  }

  private static String other(Tiny tiny) {
    return tiny.kind == ModelKind.IPM_NET ? "munit" : "ipm-net";
  }
}
