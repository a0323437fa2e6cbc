// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.ipmnet.core.testing.CheckpointAssert.assertSameTensors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.perceptual.ResNet50;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.train.log.StatsLine;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.testing.FolderState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** 2n iterations equal n, a stop, and n more, bit for bit; and what happens when things break. */
class ResumeTest {
  @TempDir static Path folder;
  private static SmallRun small;

  @BeforeAll
  static void faces() {
    small = SmallRun.in(folder);
  }

  @Test
  void aStoppedAndResumedRunEqualsOneInOneGo() throws IOException {
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    assertTrue(small.start(whole, small.config("data.threads=1")).finished());
    Progress half = small.startAndStop(parts, small.config("data.threads=3"), 2);
    assertEquals(2, half.iteration());
    assertTrue(small.resume(parts).finished());
    assertSameTensors(checkpoint(whole, 4), checkpoint(parts, 4));
    assertEquals(losses(whole), losses(parts));
  }

  /** Measuring moves nothing, and its file goes on where it was. */
  @Test
  void measuresGoOnToo() throws IOException {
    Path plain = folder.resolve("unmeasured");
    Path whole = folder.resolve("measured");
    Path parts = folder.resolve("measured-parts");
    String[] measured = {"log.measures-every=2", "log.measures-faces=2"};
    small.start(plain, small.config("log.measures-every=0"));
    assertTrue(Files.notExists(plain.resolve("measures.jsonl")));
    small.start(whole, small.config(measured));
    small.startAndStop(parts, small.config(measured), 3);
    assertTrue(small.resume(parts).finished());
    assertSameTensors(checkpoint(plain, 4), checkpoint(whole, 4));
    assertSameTensors(checkpoint(whole, 4), checkpoint(parts, 4));
    List<String> lines = measures(whole);
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).contains("\"moved_skin\":"), lines.get(0));
    assertTrue(lines.get(0).contains("\"transfer_error\":"), lines.get(0));
    assertEquals(lines, measures(parts));
  }

  private static List<String> measures(Path run) throws IOException {
    return Files.readAllLines(run.resolve("measures.jsonl")).stream()
        .map(line -> line.replaceFirst("\"seconds\":[^,]*,", ""))
        .toList();
  }

  /** Random styles, jitter, flips and the learning rate are functions of the iteration. */
  @Test
  void theAuthorsTrainingGoesOnExactlyToo() throws IOException {
    Path whole = folder.resolve("release-whole");
    Path parts = folder.resolve("release-parts");
    assertTrue(small.start(whole, small.release("data.threads=1")).finished());
    small.startAndStop(parts, small.release("data.threads=3"), 3);
    assertTrue(small.resume(parts).finished());
    assertSameTensors(checkpoint(whole, 4), checkpoint(parts, 4));
    assertEquals(losses(whole), losses(parts));
    try (Checkpoint last = Checkpoint.open(checkpoint(whole, 4))) {
      assertEquals("8", last.text("adam.generator.steps"), "two steps of G an iteration");
      assertEquals("4", last.text("adam.d_x.steps"));
    }
  }

  @Test
  void aKilledRunRepeatsWhatItsLastCheckpointLacks() throws IOException {
    Path whole = folder.resolve("whole3");
    Path killed = folder.resolve("killed");
    small.start(whole, small.config());
    small.start(killed, small.config("iterations=3"));
    // As after kill -9 in iteration 4: no checkpoint of iteration 3, but its line in the log.
    Files.delete(checkpoint(killed, 3));
    assertTrue(small.resume(killed, "iterations=4").finished());
    assertSameTensors(checkpoint(whole, 4), checkpoint(killed, 4));
    assertEquals(losses(whole), losses(killed));
  }

  @Test
  void aDamagedNewestCheckpointIsNamedAndTheOneBeforeUsed() throws IOException {
    Path whole = folder.resolve("whole2");
    Path damaged = folder.resolve("damaged");
    small.start(whole, small.config());
    small.startAndStop(damaged, small.config(), 3);
    Path newest = checkpoint(damaged, 3);
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length - 5] ^= 1;
    Files.write(newest, bytes);
    assertTrue(small.resume(damaged).finished());
    assertTrue(small.said().contains(newest + " is damaged"), small.said());
    assertSameTensors(checkpoint(whole, 4), checkpoint(damaged, 4));
  }

  @Test
  void thePerceptualLossTakesPartAndItsNetworkStays() throws IOException {
    String[] keys = {
      "loss.perceptual=2", "weights.vggface2=random", "data.size=196", "batch=1", "iterations=2"
    };
    Path whole = folder.resolve("perceptual");
    Path parts = folder.resolve("perceptual-parts");
    assertTrue(small.start(whole, small.config(keys)).finished());
    small.startAndStop(parts, small.config(keys), 1);
    UserError error =
        assertThrows(UserError.class, () -> small.resume(parts, "weights.vggface2=other"));
    assertTrue(error.getMessage().contains("weights.vggface2"), error.getMessage());
    assertTrue(small.resume(parts).finished());
    assertSameTensors(checkpoint(whole, 2), checkpoint(parts, 2));
    assertTrue(losses(whole).toString().contains("perceptual_yx"), "reported");
  }

  @Test
  void withoutThePerceptualLossItsWeightsAreNotLookedFor() {
    Path run = folder.resolve("without");
    String nowhere = "weights.vggface2=" + folder.resolve("nowhere");
    assertTrue(small.start(run, small.config(nowhere, "iterations=1")).finished());
  }

  @Test
  void aFinishedRunGoesOnWithMoreIterations() throws IOException {
    Path whole = folder.resolve("whole4");
    Path longer = folder.resolve("longer");
    small.start(whole, small.config());
    small.start(longer, small.config("iterations=2"));
    assertEquals(4, small.resume(longer, "iterations=4").iteration());
    assertSameTensors(checkpoint(whole, 4), checkpoint(longer, 4));
  }

  /** Whatever has become of the photos; and without a lock, whose file tells who held it last. */
  @Test
  void aFinishedRunSaysSoAndStaysAsItIs() throws IOException {
    Path run = folder.resolve("finished");
    String gone = "data.folder=" + folder.resolve("gone");
    small.start(run, small.config("iterations=2"));
    FolderState before = FolderState.of(run);
    String line =
        String.format(
            Locale.ROOT, "%s is finished: 2 of 2 iterations; --set iterations=N goes on", run);
    assertEquals(line, small.resumeFinished(run).strip());
    assertEquals(line, small.resumeFinished(run, gone, "iterations=2").strip());
    UserError fewer = assertThrows(UserError.class, () -> small.resume(run, "iterations=1", gone));
    assertEquals(
        String.format(
            Locale.ROOT, "iterations: %s has 2 behind it, found 1; nothing is taken back", run),
        fewer.getMessage());
    assertThrows(UserError.class, () -> small.resume(run, "seed=9"));
    assertEquals(before, FolderState.of(run));
    Files.delete(run.resolve("run.lock"));
    small.resumeFinished(run);
    assertFalse(Files.exists(run.resolve("run.lock")));
  }

  @Test
  void aRunFolderHoldsWhatTheReadmeSays() {
    Path run = folder.resolve("layout");
    small.start(run, small.config());
    for (String file :
        List.of(
            "config.yaml",
            "provenance.json",
            "stats.jsonl",
            "report.html",
            "samples/00000003.png")) {
      assertTrue(Files.isRegularFile(run.resolve(file)), file);
    }
    assertTrue(Files.isRegularFile(checkpoint(run, 4)));
    assertFalse(Files.exists(checkpoint(run, 0)), "only the last two are kept");
  }

  @Test
  void whatWouldMakeItAnotherRunIsRefused() {
    Path run = folder.resolve("other");
    small.startAndStop(run, small.config(), 1);
    UserError error = assertThrows(UserError.class, () -> small.resume(run, "loss.background=2"));
    assertTrue(error.getMessage().startsWith("loss.background cannot change"), error.getMessage());
    assertTrue(error.getMessage().contains("found 2.0"), error.getMessage());
    assertThrows(UserError.class, () -> small.start(run, small.config()), "folder in use");
  }

  @Test
  void otherPhotosAreRefusedTheSameElsewhereAreNot() {
    Path run = folder.resolve("photos");
    small.startAndStop(run, small.config(), 1);
    Path others = folder.resolve("others");
    SyntheticDataset.write(others, 8, 40, 6);
    UserError error =
        assertThrows(UserError.class, () -> small.resume(run, "data.folder=" + others));
    assertTrue(error.getMessage().contains("the photos are not those that"), error.getMessage());
    Path moved = folder.resolve("moved");
    SyntheticDataset.write(moved, 8, 40, 5);
    assertTrue(small.resume(run, "data.folder=" + moved).finished());
  }

  /** The same files in the same order, whose hash is the same: what is held out is another part. */
  @Test
  void anotherSplitIsRefusedByName() throws IOException {
    Path faces = withoutLists("listed");
    Path run = folder.resolve("split");
    small.startAndStop(run, small.config("data.folder=" + faces), 1);
    Path list = lastTwo(faces);
    FolderState before = FolderState.of(run);
    UserError error = assertThrows(UserError.class, () -> small.resume(run));
    assertTrue(
        error.getMessage().startsWith(run + " did not begin with these photos"),
        error.getMessage());
    assertTrue(error.getMessage().contains("held out now (makeup/"), error.getMessage());
    assertTrue(error.getMessage().contains("test_makeup.txt is new"), error.getMessage());
    Files.delete(list);
    assertTrue(small.resume(run).finished());
    assertFalse(before.equals(FolderState.of(run)));
  }

  /** Runs of before the split was remembered go on as they did, and know it from then on. */
  @Test
  void aCheckpointThatDoesNotKnowTheSplitTakesAny() throws IOException {
    Path faces = withoutLists("listed-later");
    Path run = folder.resolve("early");
    small.startAndStop(run, small.config("data.folder=" + faces), 1);
    forget(checkpoint(run, 1), "ipm.data.membership", "ipm.data.membership.sha256");
    Path list = lastTwo(faces);
    assertEquals(3, small.resume(run, "iterations=3").iteration());
    Files.delete(list);
    UserError error = assertThrows(UserError.class, () -> small.resume(run, "iterations=4"));
    assertTrue(error.getMessage().contains("test_makeup.txt is gone"), error.getMessage());
  }

  /** An imported checkpoint does not know which photos it was trained on. */
  @Test
  void aCheckpointThatKnowsNoPhotosTakesAny() throws IOException {
    Path run = folder.resolve("imported");
    small.startAndStop(run, small.config(), 1);
    forget(checkpoint(run, 1), "ipm.data", "ipm.data.membership", "ipm.data.membership.sha256");
    Path others = folder.resolve("any");
    SyntheticDataset.write(others, 6, 40, 7);
    assertTrue(small.resume(run, "data.folder=" + others).finished());
  }

  /** Faces of which a draw says which are held out. */
  private static Path withoutLists(String name) throws IOException {
    Path faces = folder.resolve(name);
    SyntheticDataset.write(faces, 8, 40, 5);
    for (String side : List.of("makeup", "non-makeup")) {
      Files.delete(faces.resolve(String.format(Locale.ROOT, "train_%s.txt", side)));
      Files.delete(faces.resolve(String.format(Locale.ROOT, "test_%s.txt", side)));
    }
    return faces;
  }

  private static Path lastTwo(Path faces) throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(faces.resolve("images/makeup"))) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    return Files.write(
        faces.resolve("test_makeup.txt"), names.subList(names.size() - 2, names.size()));
  }

  private static void forget(Path checkpoint, String... texts) {
    TreeMap<String, INDArray> tensors = new TreeMap<>();
    Map<String, String> metadata;
    try (SafeTensors file = SafeTensors.open(checkpoint)) {
      file.names().forEach(name -> tensors.put(name, file.read(name)));
      metadata = new TreeMap<>(file.metadata());
    }
    List.of(texts).forEach(text -> assertNotNull(metadata.remove(text), text));
    metadata.remove("ipm.header.crc32c"); // early files have none
    SafeTensors.write(checkpoint, tensors, metadata);
  }

  @Test
  void otherWeightsOfAFrozenNetworkAreRefused() {
    Path run = folder.resolve("frozen");
    Path first = frozen("first", 0.5);
    String[] keys = {
      "loss.perceptual=2", "weights.vggface2=" + first, "data.size=196", "batch=1", "iterations=2"
    };
    small.startAndStop(run, small.config(keys), 0);
    Path second = frozen("second", 0.25);
    UserError error =
        assertThrows(UserError.class, () -> small.resume(run, "weights.vggface2=" + second));
    assertTrue(error.getMessage().startsWith("the file of "), error.getMessage());
    assertTrue(error.getMessage().contains("vggface2 is not the one that"), error.getMessage());
  }

  private static Path frozen(String name, double value) {
    TreeMap<String, INDArray> tensors = new TreeMap<>();
    ResNet50.shapes()
        .shapes()
        .forEach(
            (tensor, shape) ->
                tensors.put(
                    tensor,
                    Nd4j.valueArrayOf(
                        shape.stream().mapToLong(Long::longValue).toArray(),
                        value,
                        DataType.FLOAT)));
    Path file = folder.resolve(name + ".safetensors");
    SafeTensors.write(file, tensors, Map.of());
    return file;
  }

  private static Path checkpoint(Path run, long iteration) {
    return new CheckpointStore(run.resolve("checkpoints")).file(iteration);
  }

  private static List<Object> losses(Path run) throws IOException {
    return Files.readAllLines(run.resolve("stats.jsonl")).stream()
        .map(line -> StatsLine.parse(line).orElseThrow())
        .<Object>map(line -> List.of(line.iteration(), line.losses()))
        .toList();
  }
}
