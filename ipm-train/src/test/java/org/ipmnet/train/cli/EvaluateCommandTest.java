// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.LargeAllocations;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.ipmnet.IpmNetConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The command over synthetic faces, an untrained model and random weights of Inception and LPIPS.
 */
class EvaluateCommandTest {
  @TempDir static Path folder;
  private static Path faces;
  private static Path model;
  private static RunConfig config;
  private static String features;

  @BeforeAll
  static void prepare() {
    features = System.getProperty("ipm.features");
    System.setProperty("ipm.features", folder.resolve("features").toString());
    faces = folder.resolve("faces");
    SyntheticDataset.write(faces, 4, 40, 5);
    config =
        RunConfig.load(
            Path.of(System.getProperty("ipm.root"), "configs", "demo.yaml"),
            List.of(
                "data.folder=" + faces,
                "data.size=32",
                "network.dim=4",
                "network.style=8",
                "network.mlp=8",
                "network.discriminator.layers=2"));
    model = folder.resolve("model.safetensors");
    checkpoint(model, 7);
  }

  /** A checkpoint whose networks are drawn from its iteration. */
  private static void checkpoint(Path file, long iteration) {
    IpmNet net =
        IpmNet.of(((IpmNetConfig) config.model()).network(), DataType.FLOAT)
            .initialise(new RandomStreams(iteration));
    Checkpoint.Content content = new Checkpoint.Content(iteration, config.toYaml());
    net.networks().forEach(content::network);
    content.writeTo(file);
  }

  @AfterAll
  static void restore() {
    System.setProperty("ipm.features", features);
  }

  private static Path weights(Pretrained network) {
    Path file = folder.resolve(network.key() + ".safetensors");
    if (!Files.exists(file)) {
      TreeMap<String, INDArray> tensors = new TreeMap<>();
      WeightsImportCommand.shapes(network)
          .shapes()
          .forEach(
              (name, shape) -> {
                long[] sides = shape.stream().mapToLong(Long::longValue).toArray();
                double fan = sides.length == 1 ? 1 : elements(sides);
                INDArray values = Nd4j.rand(DataType.FLOAT, sides);
                boolean kernel = sides.length > 1 && !name.startsWith("lin");
                tensors.put(name, kernel ? values.subi(0.5).muli(Math.sqrt(24 / fan)) : values);
              });
      SafeTensors.write(file, tensors, Map.of());
    }
    return file;
  }

  /** Values that one output is made of. */
  private static double elements(long[] kernel) {
    return (double) kernel[1] * kernel[2] * kernel[3];
  }

  private record Said(int code, String out, String err) {}

  private static Said run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--model", model.toString()));
    arguments.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        IpmCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void tablesPicturesAndAPage() throws IOException {
    Path out = folder.resolve("out");
    String[] arguments = {
      "--split",
      "all",
      "--runs",
      "2",
      "--out",
      out.toString(),
      "--set",
      "weights.inception=" + weights(Pretrained.INCEPTION),
      "weights.lpips-alex=" + weights(Pretrained.LPIPS_ALEX),
      "weights.lpips-alex-heads=" + weights(Pretrained.LPIPS_ALEX_HEADS)
    };
    Said said;
    try (LargeAllocations watched = new LargeAllocations(256 << 10)) {
      said = run(arguments);
      assertEquals(List.of(), features(watched.stillOpen()), "sets of features are given back");
      assertFalse(features(watched.found()).isEmpty(), "or this tests nothing");
    }
    assertEquals(0, said.code(), said.err());
    String csv = Files.readString(out.resolve("evaluation.csv"));
    for (String row : List.of("model.safetensors", "no transfer", "colours pasted")) {
      for (String measure :
          List.of("fid", "kid", "lpips_alex", "background_psnr", "histogram_lips")) {
        assertTrue(csv.contains("\n" + row + "," + measure + ","), row + " " + measure);
      }
    }
    assertTrue(csv.contains("\nReal,lpips_alex,"), csv);
    assertFalse(csv.contains("Real,fid"), "halves of two faces have no FID");
    assertTrue(csv.contains("no transfer,lpips_alex,0.0,"), csv);
    assertFalse(csv.contains(",identity,"), "its file is not there");
    assertTrue(said.out().contains("ipm weights import --as vggface2"), said.out());
    assertTrue(said.out().contains("FID and KID of Real: at least 6"), said.out());
    String markdown = Files.readString(out.resolve("evaluation.md"));
    assertTrue(markdown.contains("| iteration | 7 |"), markdown);
    assertTrue(markdown.contains("SHA-256 ") && markdown.contains("weights inception"), markdown);
    String page = Files.readString(out.resolve("evaluation.html"));
    assertTrue(page.contains("<h2>Best and worst</h2>") && page.contains("data:image/png"), "page");
    assertFalse(page.contains("{{") || page.contains("src=\"http"), "nothing left or outside");
    assertEquals(4 * 32 + 3 * 4 + 36, ImageIO.read(out.resolve("grid.png").toFile()).getWidth());
    assertEquals(7 * 32 + 6 * 4, ImageIO.read(out.resolve("levels.png").toFile()).getWidth());

    // the features of the made-up faces lie there now, and numbers do not depend on that
    try (var kept = Files.list(folder.resolve("features"))) {
      assertEquals(1, kept.count());
    }
    Path second = folder.resolve("second");
    arguments[5] = second.toString();
    assertEquals(0, run(arguments).code());
    assertEquals(csv, Files.readString(second.resolve("evaluation.csv")));
    refusedBecause("is not empty; choose another\n", "--out", out.toString());
  }

  private static List<String> features(List<String> allocations) {
    return allocations.stream()
        .filter(at -> at.contains("FeatureSet") || at.contains("GaussianMoments.add"))
        .toList();
  }

  /**
   * A run that is training writes a checkpoint between the look at its newest and the measuring.
   */
  @ParameterizedTest
  @CsvSource({"evaluate, --model", "table, --models"})
  void originAndNumbersAreOfOneCheckpoint(String command, String option) throws IOException {
    Path run = folder.resolve("run-" + command);
    CheckpointStore store = new CheckpointStore(run.resolve("checkpoints"));
    Files.createDirectories(run.resolve("checkpoints"));
    checkpoint(store.file(8), 8);
    Files.writeString(store.file(9), "half a checkpoint");
    StringWriter err = new StringWriter();
    PrintWriter whenToldOfDamage =
        new PrintWriter(err) {
          @Override
          public void println(String line) {
            super.println(line);
            if (line.contains("trying the one before")) {
              checkpoint(store.file(9), 9);
            }
          }
        };
    Path racing = folder.resolve(command + "-racing");
    assertEquals(0, measure(whenToldOfDamage, command, option, run, racing), err.toString());
    assertTrue(err.toString().contains("trying the one before"), err.toString());
    Path eight = folder.resolve(command + "-8");
    assertEquals(0, measure(new PrintWriter(err), command, option, store.file(8), eight));
    Path nine = folder.resolve(command + "-9");
    assertEquals(0, measure(new PrintWriter(err), command, option, store.file(9), nine));
    String page = command.equals("table") ? "table.md" : "evaluation.md";
    assertTrue(
        Files.readString(racing.resolve(page)).matches("(?s).*iteration( \\|)? 8\\b.*"), page);
    assertEquals(-1, Files.mismatch(eight.resolve("grid.png"), racing.resolve("grid.png")));
    assertNotEquals(-1, Files.mismatch(nine.resolve("grid.png"), racing.resolve("grid.png")));
  }

  @ParameterizedTest
  @CsvSource({"evaluate, --model", "table, --models"})
  void theNumbersAreToldEvenIfTheyCannotBeWritten(String command, String option) {
    Path target = folder.resolve(command + "-lost");
    StringWriter said = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter whileMeasuring =
        new PrintWriter(err) {
          @Override
          public void println(String line) {
            super.println(line);
            if (line.contains("run 1 of 1") && Files.isDirectory(target)) {
              becomeAFile(target);
            }
          }
        };
    assertEquals(2, measure(new PrintWriter(said), whileMeasuring, command, option, model, target));
    assertTrue(err.toString().contains(target.toString()), err.toString());
    assertTrue(said.toString().contains("| no transfer"), said.toString());
  }

  private static void becomeAFile(Path emptyFolder) {
    try {
      Files.delete(emptyFolder);
      Files.createFile(emptyFolder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int measure(PrintWriter err, String command, String option, Path what, Path out) {
    return measure(new PrintWriter(new StringWriter()), err, command, option, what, out);
  }

  private static int measure(
      PrintWriter said, PrintWriter err, String command, String option, Path what, Path out) {
    return IpmCommand.commandLine()
        .setOut(said)
        .setErr(err)
        .execute(
            command,
            option,
            what.toString(),
            "--data",
            faces.toString(),
            "--split",
            "all",
            "--runs",
            "1",
            "--out",
            out.toString());
  }

  @Test
  void badInputIsOneLine() {
    String alex = "weights.inception=" + weights(Pretrained.LPIPS_ALEX);
    refusedBecause("does not hold Inception v3", "--set", alex);
    refusedBecause("must be all or test", "--split", "some");
    refusedBecause("runs must be at least 1, found 0", "--runs", "0");
    refusedBecause("keeps its configuration", "--set", "iterations=3");
    refusedBecause("nowhere", "--data", folder.resolve("nowhere").toString());
    refusedBecause("weights.nonsense", "--set", "weights.nonsense=a");
    Path one = folder.resolve("one");
    SyntheticDataset.write(one, 1, 40, 5);
    refusedBecause("no test faces", "--data", one.toString());
  }

  private static void refusedBecause(String named, String... arguments) {
    Said said = run(arguments);
    assertEquals(2, said.code(), said.err());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().contains(named), said.err());
  }
}
