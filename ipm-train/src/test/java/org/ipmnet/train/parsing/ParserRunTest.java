// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.train.log.TrainingDiverged;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.testing.FolderState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserRunTest {
  @TempDir static Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeAll
  static void faces() {
    SyntheticDataset.write(folder.resolve("faces"), 4, 64, 1);
  }

  private static ParserConfig config(String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.folder=" + folder.resolve("faces")));
    all.addAll(Arrays.asList(assignments));
    return SmallParser.config(all.toArray(String[]::new));
  }

  /** A run that is asked to stop after so many iterations. */
  private ParserRun run(int iterations) {
    AtomicInteger asked = new AtomicInteger();
    return new ParserRun(
        new PrintStream(said, true, StandardCharsets.UTF_8),
        false,
        () -> asked.getAndIncrement() >= iterations);
  }

  private ParserRun run() {
    return run(Integer.MAX_VALUE);
  }

  private static Path checkpoint(Path run, int iteration) {
    return run.resolve("checkpoints")
        .resolve(String.format(Locale.ROOT, "%08d.safetensors", iteration));
  }

  @Test
  void aStoppedAndResumedRunEqualsOneInOneGo() throws IOException {
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    assertTrue(run().start(config("data.threads=1"), whole).finished());
    Progress stopped = run(3).start(config("data.threads=3"), parts);
    assertEquals(3, stopped.iteration());
    assertTrue(run().resume(parts, List.of("data.threads=2")).orElseThrow().finished());
    try (SafeTensors a = SafeTensors.open(checkpoint(whole, 4));
        SafeTensors b = SafeTensors.open(checkpoint(parts, 4))) {
      assertEquals(a.names(), b.names());
      assertEquals(a.checksum(), b.checksum());
      assertTrue(a.names().contains("sgd.bisenet.velocity"), "the optimiser's state is saved");
    }
    assertTrue(Files.readString(whole.resolve("metrics.json")).contains("\"class 0 background\""));
    assertEquals(
        Files.readString(whole.resolve("metrics.json")),
        Files.readString(parts.resolve("metrics.json")));
    assertTrue(Files.exists(whole.resolve("samples/00000004.png")));
    assertTrue(Files.exists(whole.resolve("report.html")));
  }

  /** Runs that were begun before the numbering was looked at. */
  @Test
  void mapsInAnotherNumberingDoNotStopAResume() {
    Path root = folder.resolve("numbering");
    run(2).start(config("data.labels=celebamask-hq", "data.label-mismatch=warn"), root);
    said.reset();
    assertTrue(run().resume(root, List.of("data.label-mismatch=stop")).orElseThrow().finished());
    assertTrue(
        said.toString(StandardCharsets.UTF_8).contains("look like labels: mt, not celebamask-hq"),
        () -> said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whatWouldMakeItAnotherRunIsRefused() {
    Path root = folder.resolve("rules");
    run(2).start(config(), root);
    for (String change :
        new String[] {"iterations=9", "batch=3", "parser.width=4", "data.flip=0.1", "seed=2"}) {
      UserError error =
          assertThrows(UserError.class, () -> run().resume(root, List.of(change)), change);
      assertTrue(error.getMessage().contains("cannot change"), error.getMessage());
    }
  }

  @Test
  void aFinishedRunSaysSoAndStaysAsItIs() throws IOException {
    Path root = folder.resolve("finished");
    run().start(config(), root);
    FolderState before = FolderState.of(root);
    said.reset();
    assertTrue(run().resume(root, List.of("data.folder=" + folder.resolve("gone"))).isEmpty());
    assertEquals(
        String.format(Locale.ROOT, "%s is finished: 4 of 4 iterations", root),
        said.toString(StandardCharsets.UTF_8).strip());
    UserError fewer =
        assertThrows(UserError.class, () -> run().resume(root, List.of("iterations=3")));
    assertTrue(fewer.getMessage().startsWith("iterations cannot change"), fewer.getMessage());
    assertEquals(before, FolderState.of(root));
  }

  @Test
  void otherPhotosAreRefused() {
    Path root = folder.resolve("photos");
    run(2).start(config(), root);
    Path others = folder.resolve("others");
    SyntheticDataset.write(others, 4, 64, 2);
    UserError error =
        assertThrows(UserError.class, () -> run().resume(root, List.of("data.folder=" + others)));
    assertTrue(error.getMessage().contains("the photos are not those that"), error.getMessage());
  }

  /** The photos are the same, and so is their hash; but others are held out. */
  @Test
  void anotherSplitIsRefusedByName() throws IOException {
    Path root = folder.resolve("split");
    Path faces = folder.resolve("listed");
    SyntheticDataset.write(faces, 4, 64, 1);
    Path list = faces.resolve("test_makeup.txt");
    String names = Files.readString(list);
    run(2).start(config("data.folder=" + faces), root);
    Files.writeString(list, "makeup-00000.png\n");
    UserError error = assertThrows(UserError.class, () -> run().resume(root, List.of()));
    assertTrue(
        error.getMessage().startsWith(root + " did not begin with these photos"),
        error.getMessage());
    assertTrue(
        error
            .getMessage()
            .contains(
                "1 photo that it trained on is held out now (makeup/makeup-00000),"
                    + " 1 photo that it held out is trained on now (makeup/makeup-00003),"
                    + " as listed in test_makeup.txt, test_non-makeup.txt"),
        error.getMessage());
    Files.writeString(list, names);
    assertTrue(run().resume(root, List.of()).orElseThrow().finished());
  }

  /** A key that has come to be since does not make the parser another one. */
  @Test
  void aParserTrainedBeforeAKeyWasThereOpens() {
    Path root = folder.resolve("young");
    run(1).start(config(), root);
    Path before = folder.resolve("before.safetensors");
    try (Checkpoint checkpoint = Checkpoint.open(checkpoint(root, 1))) {
      String config = checkpoint.config().replaceFirst("\n +label-mismatch: \\S+", "");
      assertNotEquals(checkpoint.config(), config);
      Checkpoint.Content content = new Checkpoint.Content(1, config);
      content.text("network.bisenet", checkpoint.text("network.bisenet"));
      checkpoint.weights().forEach(content::tensor);
      content.writeTo(before);
    }
    try (FaceParser parser = FaceParsers.open(before, 1, line -> {})) {
      assertEquals(config().data().labels(), parser.labels());
    }
  }

  /** Finite losses, and then a step that breaks the network: it is neither measured nor saved. */
  @ParameterizedTest
  @ValueSource(
      strings = {"log.samples-every=1", "checkpoint.every=1", "iterations=1", "iterations=9"})
  void nothingIsMadeOfBrokenParameters(String due) throws IOException {
    Path root = folder.resolve("broken-" + due);
    ParserConfig config =
        config(
            "optimizer.learning-rate=1e38",
            "optimizer.warm-up=0",
            "log.largest-loss=1e300", // the rate stands among the losses
            "checkpoint.every=100",
            due);
    TrainingDiverged diverged =
        assertThrows(TrainingDiverged.class, () -> run(1).start(config, root));
    String message = diverged.getMessage();
    assertTrue(message.contains("parameters of bisenet are not finite at iteration 1;"), message);
    assertTrue(message.contains(checkpoint(root, 0).toString()), message);
    assertTrue(Files.notExists(checkpoint(root, 1)));
    assertTrue(Files.notExists(root.resolve("metrics.json")));
    assertTrue(Files.notExists(root.resolve("samples/00000001.png")));
  }

  @Test
  void aRunIsAParser() {
    Path root = folder.resolve("parser");
    run().start(config(), root);
    try (FaceParser parser = FaceParsers.open(root, 1, line -> {})) {
      assertEquals(LabelScheme.MT, parser.labels());
      assertEquals(64, parser.size());
      GrayImage map = parser.parse(new RgbImage(70, 50, new byte[3 * 70 * 50]));
      assertEquals(70, map.width());
      assertEquals(50, map.height());
    }
  }

  @Test
  void aRunBeginsWithTheWeightsOfAFile() {
    Path root = folder.resolve("first");
    run().start(config(), root);
    Path weights = folder.resolve("first.pth");
    try (Checkpoint checkpoint = Checkpoint.open(checkpoint(root, 4))) {
      ParserExport.write(weights, checkpoint);
    }
    Path tuned = folder.resolve("tuned");
    run(0).start(config("parser.weights=" + weights), tuned);
    try (Checkpoint before = Checkpoint.open(checkpoint(root, 4));
        Checkpoint after = Checkpoint.open(checkpoint(tuned, 0))) {
      before
          .weights()
          .forEach((name, tensor) -> assertEquals(tensor, after.weights().get(name), name));
    }
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                run()
                    .start(
                        config("parser.weights=" + weights, "parser.width=4"),
                        folder.resolve("wide")));
    assertTrue(error.getMessage().contains("parser.width"), error.getMessage());
  }

  @Test
  void sizesMustFitTheNetwork() {
    UserError error = assertThrows(UserError.class, () -> config("data.crop=72"));
    assertTrue(
        error.getMessage().contains("data.crop must be a multiple of 32"), error.getMessage());
  }
}
