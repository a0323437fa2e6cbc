// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ipmnet.data.config.DataFolder;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.train.ablation.space.Plan;
import org.ipmnet.train.ablation.space.Space;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An ablation from its command to its tables, with real processes and tiny networks. */
class AblateCommandTest {
  private static final Path CONFIGS = Path.of(System.getProperty("ipm.root"), "configs");
  private static final String TINY =
      String.format(
          Locale.ROOT,
          """
      base: %s
      settings:
        data: {size: 32}
        network: {dim: 2, style: 4, mlp: 4, discriminator: {layers: 2}}
        checkpoint: {every: 2, keep: 2}
        log: {every: 1, measures-every: 0}
      budget: {iterations: 4}
      score: {measure: transfer-error}
      evaluation: {runs: 1}
      """,
          CONFIGS.resolve("demo.yaml"));

  @TempDir static Path folder;
  private static Path faces;

  private final StringWriter complaints = new StringWriter();

  @BeforeAll
  static void faces() {
    faces = folder.resolve("faces");
    SyntheticDataset.write(faces, 6, 40, 1);
  }

  private int ipm(Object... arguments) {
    CommandLine command = IpmCommand.commandLine().setErr(new PrintWriter(complaints, true));
    return command.execute(Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
  }

  private static Path space(String name, String rest) throws IOException {
    return Files.writeString(folder.resolve(name), TINY + rest);
  }

  @Test
  void failuresAreRowsAndWhatWasKilledGoesOn() throws IOException {
    Path space =
        space(
            "rates.yaml",
            "search: grid\naxes: {optimizer.learning-rate: {values: [0.001, 1e30, -1]}}\n");
    Path out = folder.resolve("rates");
    assertEquals(2, ipm("ablate", space, "--data", faces, "--out", out, "--jobs=2"));
    assertEquals(
        String.format(
            Locale.ROOT,
            "ipm: 2 of 4 runs failed, of optimizer.learning-rate=1.0E30, optimizer.learning-rate=-1; %s says why\n",
            out.resolve("report.html")),
        complaints.toString());
    List<String> rows = Files.readAllLines(out.resolve("table.csv"));
    assertEquals(5, rows.size(), rows.toString());
    assertTrue(rows.get(1).startsWith("base,,transfer_error,"), rows.get(1));
    assertTrue(rows.get(2).startsWith("optimizer.learning-rate=0.001,"), rows.get(2));
    assertTrue(rows.get(3).contains("failed: ") && rows.get(3).contains("iteration"), rows.get(3));
    assertTrue(rows.get(4).contains("learning-rate must be"), rows.get(4));
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("learning-rate must be") && page.contains("data:image/png"));
    assertTrue(Files.exists(out.resolve("grid.png")));
    assertTrue(Files.exists(out.resolve("charts/axis-1.png")));
    assertTrue(Files.exists(out.resolve("runs/001-seed-1/report.html")));

    // As after kill -9 behind iteration 2 of the candidate; the base's files must stay.
    String base = Files.readString(out.resolve("results/base-seed-1.json"));
    String losses = losses(out);
    byte[] last = Files.readAllBytes(checkpoint(out));
    Files.delete(out.resolve("results/001-seed-1.json"));
    Files.delete(out.resolve("runs/001-seed-1/metrics.json"));
    Files.delete(checkpoint(out));
    long written = Files.getLastModifiedTime(out.resolve("results/base-seed-1.json")).toMillis();
    // As written by a version that did not know the key.
    Path config = out.resolve("configs/base-seed-1.yaml");
    String text = Files.readString(config);
    String older = text.replaceFirst("\n +label-mismatch: \\S+", "");
    assertNotEquals(text, older);
    Files.writeString(config, older);
    assertEquals(2, ipm("ablate", space, "--data", faces, "--out", out));
    assertEquals(rows.get(1), Files.readAllLines(out.resolve("table.csv")).get(1));
    assertEquals(base, Files.readString(out.resolve("results/base-seed-1.json")));
    assertEquals(
        written, Files.getLastModifiedTime(out.resolve("results/base-seed-1.json")).toMillis());
    assertEquals(losses, losses(out), "each iteration once, with the same losses");
    assertArrayEquals(last, Files.readAllBytes(checkpoint(out)));

    assertEquals(
        2, ipm("ablate", space, "--data", faces, "--out", out, "--set", "loss.identity=3"));
    assertTrue(complaints.toString().contains("holds another ablation"), complaints.toString());
  }

  private static Path checkpoint(Path out) {
    return out.resolve("runs/001-seed-1/checkpoints/00000004.safetensors");
  }

  private static String losses(Path out) throws IOException {
    return Files.readString(out.resolve("runs/001-seed-1/stats.jsonl"))
        .replaceAll("\"seconds\":[^,]*,", "");
  }

  /** A process whose search has died must not train on alone. */
  @Test
  void aRunEndsWithItsLifeline() throws IOException, InterruptedException {
    Path config = folder.resolve("endless.yaml");
    Files.writeString(
        config,
        Plan.of(
                Space.load(
                    space("endless-space.yaml", "search: grid\naxes: {loss.style: {values: [0]}}")),
                List.of(DataFolder.alone(faces)),
                List.of())
            .runs()
            .get(0)
            .config()
            .replaceFirst("(?m)^iterations: .*", "iterations: 1000000"));
    Path run = folder.resolve("endless");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("ablate-run", "--config=" + config, "--out=" + run, "--split=test"));
    command.addAll(List.of("--runs=1", "--seed=1", "--score=TRANSFER_ERROR"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("endless.log").toFile())
            .start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES); // a bound on a hang, not a speed
    process.destroyForcibly();
    assertTrue(ended, "it went on alone");
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("endless.log")));
    try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
      assertTrue(checkpoints.findAny().isPresent());
    }
    assertFalse(Files.exists(run.resolve("metrics.json")));
  }

  @Test
  void anUnknownKeyIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path out = folder.resolve("refused");
    Path space = space("typo.yaml", "search: grid\naxes: {loss.styel: {values: [0, 1]}}\n");
    assertEquals(2, ipm("ablate", space, "--data", faces, "--out", out));
    assertTrue(complaints.toString().contains("unknown key loss.styel"), complaints.toString());
    assertEquals(1, complaints.toString().lines().count());
    assertFalse(Files.exists(out));
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Path space = space("other.yaml", "search: grid\naxes: {loss.style: {values: [0]}}\n");
    assertEquals(2, ipm("ablate", space, "--data", faces, "--out", faces));
    assertTrue(complaints.toString().contains("is in use"), complaints.toString());
    assertFalse(Files.exists(faces.resolve("configs")));

    Path project = Files.createDirectories(folder.resolve("project"));
    Files.createDirectories(project.resolve("configs"));
    Files.writeString(project.resolve(".draft.part"), "somebody's");
    assertEquals(2, ipm("ablate", space, "--data", faces, "--out", project));
    assertEquals(2, complaints.toString().lines().count(), complaints.toString());
    try (Stream<Path> files = Files.walk(project)) {
      assertEquals(
          List.of("", ".draft.part", "configs"),
          files.map(file -> project.relativize(file).toString()).sorted().toList());
    }
  }

  @Test
  void aScoreThatCannotBeMeasuredIsToldBeforeTraining() throws IOException {
    Path space = space("fid.yaml", "search: grid\naxes: {loss.style: {values: [0]}}\n");
    Files.writeString(
        space,
        Files.readString(space)
            .replace("transfer-error", "identity")
            .replace("settings:", "settings:\n  weights: {vggface2: random}"));
    Path out = folder.resolve("fid");
    assertEquals(2, ipm("ablate", space, "--data", faces, "--out", out, "--jobs=2"));
    List<String> rows = Files.readAllLines(out.resolve("table.csv"));
    assertTrue(rows.get(1).contains("score identity cannot be measured here"), rows.get(1));
    assertFalse(Files.exists(out.resolve("runs/base-seed-1/stats.jsonl")));
  }

  @Test
  void differencesGoOverAConfiguration() {
    String base = CONFIGS.resolve("demo.yaml").toString();
    String part = CONFIGS.resolve("ablation/no-style.yaml").toString();
    assertEquals(0, ipm("train", "--config", base, "--with", part, "--dry-run"));
    assertEquals(2, ipm("train", "--config", base, "--with", base, "--dry-run"));
    assertTrue(complaints.toString().contains("extends another file"), complaints.toString());
  }
}
