// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.ipmnet.core.weights.WeightFile;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.synth.SyntheticDataset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine;

/**
 * The commands around a face parser, from training to maps; what they compute is tested elsewhere.
 */
class ParserCommandsTest {
  @TempDir static Path folder;
  private static Path faces;
  private static Path run;

  private final StringWriter printed = new StringWriter();
  private final StringWriter complaints = new StringWriter();

  @BeforeAll
  static void train() {
    faces = folder.resolve("faces");
    run = folder.resolve("run");
    SyntheticDataset.write(faces, 3, 96, 1);
    int code =
        IpmCommand.commandLine()
            .execute(
                "train-parser",
                "--data=" + faces,
                "--labels=mt",
                "--out=" + run,
                "--set",
                "parser.width=2",
                "data.size=64",
                "data.crop=64",
                "batch=2",
                "iterations=2");
    assertEquals(0, code);
  }

  private int run(Object... arguments) {
    CommandLine command =
        IpmCommand.commandLine()
            .setOut(new PrintWriter(printed, true))
            .setErr(new PrintWriter(complaints, true));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return command.execute(texts);
  }

  @Test
  void aFinishedRunSaysSo() {
    assertEquals(0, run("resume", run));
    assertEquals(2, run("resume", run, "--set", "batch=3"));
    assertTrue(complaints.toString().startsWith("ipm: batch cannot change"), complaints.toString());
  }

  @Test
  void photosGetMapsOfTheWantedScheme() {
    Path out = folder.resolve("maps");
    assertEquals(
        0,
        run(
            "parse",
            faces.resolve("images/makeup"),
            "--weights=" + run,
            "--out=" + out,
            "--labels=face-parsing"));
    Path map = out.resolve("maps/makeup-00000.png");
    GrayImage values = GrayImage.readValues(map);
    assertEquals(96, values.width());
    LabelScheme.FACE_PARSING.regions(values, map);
    assertTrue(Files.exists(out.resolve("overlays/makeup-00000.png")));
    assertEquals(
        2, run("parse", faces.resolve("images/makeup"), "--out=" + out, "--weights=" + run));
    assertTrue(complaints.toString().contains("made with other settings"), complaints.toString());
  }

  @Test
  void anUnreadablePhotoIsNamedAndTheOthersAreParsed() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Files.copy(faces.resolve("images/makeup/makeup-00001.png"), photos.resolve("good.png"));
    Files.writeString(photos.resolve("bad.jpg"), "no picture");
    Files.writeString(photos.resolve("phone.heic"), "not read");
    Path out = folder.resolve("some");
    assertEquals(2, run("parse", photos, "--weights=" + run, "--out=" + out));
    assertTrue(Files.exists(out.resolve("maps/good.png")));
    assertTrue(complaints.toString().contains("bad.jpg is neither PNG nor JPEG"));
    assertTrue(complaints.toString().contains("phone.heic is not read, only PNG"));
  }

  @Test
  void photosThatAreNotThereLeaveNoFolders() {
    Path out = folder.resolve("nothing");
    assertEquals(2, run("parse", folder.resolve("nowhere"), "--weights=" + run, "--out=" + out));
    assertTrue(complaints.toString().contains("nowhere does not exist"), complaints.toString());
    assertTrue(Files.notExists(out.resolve("maps")));
  }

  @Test
  void preparingTellsWhatBecameOfEachFile() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("phone"));
    Files.writeString(photos.resolve("notes.txt"), "no picture");
    Path out = folder.resolve("prepared");
    assertEquals(2, run("prepare", photos, "--weights=" + run, "--out=" + out, "--size=96"));
    assertTrue(printed.toString().contains("1 files: 0 pictures, 1 refused"), printed.toString());
    List<String> table = Files.readAllLines(out.resolve("prepared.tsv"));
    assertTrue(table.get(2).startsWith("notes.txt\t"), table.toString());
    assertEquals(2, run("prepare", photos, "--weights=" + run, "--out=" + out, "--side=left"));
  }

  /** A folder of photos has other files too; they are told and no failure. */
  @Test
  void preparingSomePhotosIsASuccess() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("mixed"));
    Files.writeString(photos.resolve("notes.txt"), "no picture");
    SyntheticDataset.write(folder.resolve("large"), 2, 361, 1);
    Files.copy(
        folder.resolve("large/images/non-makeup/bare-00001.png"), photos.resolve("face.png"));
    assertEquals(0, run("prepare", photos, "--out=" + folder.resolve("of-mixed")));
    assertTrue(printed.toString().contains("2 files: 1 pictures, 1 refused"), printed.toString());
  }

  @Test
  void theExportIsAParserToo() {
    Path file = folder.resolve("parser.pth");
    assertEquals(0, run("weights", "export", run, "--format=pt", "--out=" + file));
    try (WeightFile weights = WeightFile.open(file)) {
      assertTrue(weights.tensors().containsKey("cp.arm16.bn_atten.num_batches_tracked"));
    }
    assertEquals(0, run("evaluate", "--parser=" + file, "--data=" + faces));
    Path again = folder.resolve("again.pth");
    assertEquals(0, run("weights", "export", file, "--format=pt", "--out=" + again));
    assertEquals(0, run("evaluate", "--parser=" + again, "--data=" + faces));
    assertEquals(2, run("weights", "export", file, "--format=safetensors", "--out=" + again + "2"));
    assertTrue(
        complaints.toString().contains("with --format pt, dl4j or onnx"), complaints.toString());
  }

  /** From the run and from its file for the published program come the same parameters. */
  @Test
  void theExportForDl4jIsTheParsersGraph() throws IOException {
    Path file = folder.resolve("for-dl4j.pth");
    assertEquals(0, run("weights", "export", run, "--format=pt", "--out=" + file));
    List<INDArray> parameters = new ArrayList<>();
    for (Path from : List.of(run, file)) {
      Path out = folder.resolve("dl4j-" + parameters.size());
      assertEquals(0, run("weights", "export", from, "--format=dl4j", "--out=" + out));
      ComputationGraph graph = ComputationGraph.load(out.resolve("bisenet.zip").toFile(), false);
      assertEquals(3, graph.output(false, Nd4j.zeros(1, 3, 64, 32)).length, "heads");
      parameters.add(graph.params());
    }
    assertEquals(parameters.get(0), parameters.get(1));
  }

  @Test
  void withoutAnyWeightsTheBuiltInParserWorks() {
    Path out = folder.resolve("built-in");
    assertEquals(0, run("parse", faces.resolve("images/makeup/makeup-00001.png"), "--out=" + out));
    assertTrue(Files.exists(out.resolve("maps/makeup-00001.png")));
  }

  @Test
  void aModelIsNoParser() {
    Path other = folder.resolve("other.pth");
    assertEquals(2, run("evaluate", "--parser=" + other, "--data=" + faces));
    assertEquals(1, complaints.toString().lines().count(), complaints.toString());
  }
}
