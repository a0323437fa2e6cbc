// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path temp;

  private static String refusal(Runnable opening) {
    String message = assertThrows(UserError.class, opening::run).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private Path existingRun() throws IOException {
    Path root = temp.resolve("run");
    try (RunFolder run = RunFolder.create(root)) {
      Files.writeString(run.layout().config(), "seed: 1\n");
    }
    return root;
  }

  @Test
  void aNewFolderIsMadeWithItsParents() {
    Path root = temp.resolve("a/b");
    try (RunFolder run = RunFolder.create(root)) {
      assertTrue(Files.isDirectory(run.layout().checkpoints()));
      assertTrue(Files.isDirectory(run.layout().samples()));
    }
  }

  @Test
  void anEmptyFolderWillDo() throws IOException {
    Path root = Files.createDirectory(temp.resolve("empty"));
    RunFolder.create(root).close();
  }

  /** Whatever goes wrong: memory may be full, and the next try must not find the folder in use. */
  @Test
  void whatCannotBeginLeavesAnEmptyFolder() {
    Path root = temp.resolve("unbegun");
    for (Throwable failure : List.of(new OutOfMemoryError("test"), new UserError("test"))) {
      try (RunFolder run = RunFolder.create(root)) {
        assertSame(failure, assertThrows(failure.getClass(), () -> fail(run, failure)));
      }
    }
    RunFolder.requireUsable(root);
  }

  /** Here somebody has deleted the folder meanwhile: that is not why the run failed. */
  @Test
  void whyARunFailedIsToldEvenIfItsFolderCannotBeEmptied() throws IOException {
    for (Throwable failure : List.of(new OutOfMemoryError("test"), new UserError("test"))) {
      Path root = temp.resolve("deleted");
      try (RunFolder run = RunFolder.create(root)) {
        List<Path> all;
        try (Stream<Path> files = Files.walk(root)) {
          all = files.sorted(Comparator.reverseOrder()).toList();
        }
        Throwable told =
            assertThrows(
                failure.getClass(),
                () ->
                    run.begin(
                        () -> {
                          all.forEach(file -> assertTrue(file.toFile().delete()));
                          throw unchecked(failure);
                        }));
        assertSame(failure, told);
        assertTrue(told.getSuppressed()[0].getMessage().contains("cannot be emptied"));
      }
    }
  }

  @Test
  void whatHasACheckpointStays() throws IOException {
    Path root = temp.resolve("begun");
    try (RunFolder run = RunFolder.create(root)) {
      Files.createFile(run.layout().checkpoints().resolve("00000000.safetensors"));
      assertThrows(OutOfMemoryError.class, () -> fail(run, new OutOfMemoryError("test")));
    }
    assertTrue(Files.exists(root.resolve("config.yaml")));
  }

  private static void fail(RunFolder run, Throwable failure) {
    run.begin(
        () -> {
          AtomicFile.write(run.layout().config(), "seed: 1\n");
          throw unchecked(failure);
        });
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  @Test
  void aFolderThatHoldsSomethingIsRefusedAndLeftAlone() throws IOException {
    Path root = Files.createDirectory(temp.resolve("photos"));
    Files.writeString(root.resolve("me.png"), "x");
    assertEquals(
        String.format(
            Locale.ROOT,
            "output folder %s is in use: it already holds me.png; name a new or empty folder",
            root),
        refusal(() -> RunFolder.create(root)));
    assertEquals(List.of("me.png"), List.of(root.toFile().list()));
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");
    assertTrue(refusal(() -> RunFolder.create(file)).contains("a file is in the way"));
    assertTrue(refusal(() -> RunFolder.create(file.resolve("below"))).contains("cannot be made"));
  }

  @Test
  void onlyARunFolderCanBeOpened() throws IOException {
    assertEquals(
        temp + " is not a run folder: it holds no config.yaml",
        refusal(() -> RunFolder.open(temp)));
    Path absent = temp.resolve("absent");
    assertEquals(
        String.format(Locale.ROOT, "run folder %s does not exist", absent),
        refusal(() -> RunFolder.open(absent)));
    RunFolder.open(existingRun()).close();
  }

  @Test
  void openingRemovesWhatAKilledProcessLeftHalfWritten() throws IOException {
    Path root = existingRun();
    for (String folder : List.of("checkpoints", "samples", ".")) {
      Path half = root.resolve(folder).resolve(".00000010.zip.77-1.part");
      Path whole = root.resolve(folder).resolve("00000009.zip");
      Files.writeString(half, "half");
      Files.writeString(whole, "whole");
      RunFolder.open(root).close();
      assertFalse(Files.exists(half), folder);
      assertTrue(Files.exists(whole), folder);
    }
  }

  @Test
  void openingMakesFoldersThatAreMissing() throws IOException {
    Path root = existingRun();
    Files.delete(root.resolve("checkpoints"));
    Files.delete(root.resolve("samples"));
    try (RunFolder run = RunFolder.open(root)) {
      assertTrue(Files.isDirectory(run.layout().checkpoints()));
      assertTrue(Files.isDirectory(run.layout().samples()));
    }
  }

  @Test
  void aFolderIsUsableIfItIsAbsentOrHoldsNothing() throws IOException {
    RunFolder.requireUsable(temp.resolve("absent"));
    RunFolder.requireUsable(Files.createDirectory(temp.resolve("empty")));
    Path file = Files.writeString(temp.resolve("file"), "x");
    assertEquals(
        String.format(Locale.ROOT, "output folder %s cannot be made: a file is in the way", file),
        refusal(() -> RunFolder.requireUsable(file)));
    Path run = existingRun();
    assertTrue(refusal(() -> RunFolder.requireUsable(run)).contains("is in use: it already holds"));
  }

  @Test
  void aRunWithoutACheckpointIsDiscarded() throws IOException {
    Path absent = temp.resolve("absent");
    RunFolder.discardUnbegun(absent);
    assertFalse(Files.exists(absent));
    Path root = existingRun();
    Files.writeString(root.resolve("samples/a.png"), "x");
    RunFolder.discardUnbegun(root);
    RunFolder.requireUsable(root);
    assertTrue(Files.isDirectory(root));
  }

  @Test
  void aFolderIsFreeUnlessSomebodyHoldsIt() throws Exception {
    Path root = existingRun();
    RunLayout layout = new RunLayout(root);
    assertTrue(RunLock.isFree(layout), "its lock file alone holds nothing");
    assertTrue(RunLock.isFree(new RunLayout(temp)), "without a lock file");
    try (RunFolder run = RunFolder.open(root)) {
      assertFalse(RunLock.isFree(run.layout()), "held by this process");
    }
    Process other = holder(root);
    try (BufferedReader said = other.inputReader()) {
      assertEquals("held", said.readLine());
      assertFalse(RunLock.isFree(layout), "held by another process");
    } finally {
      other.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }
    assertTrue(RunLock.isFree(layout));
  }

  /** A folder that is locked, and then cannot be prepared, is not in use. */
  @Test
  void whatCannotBePreparedIsGivenUp() throws IOException {
    Path root = existingRun();
    Files.delete(root.resolve("samples"));
    Path inTheWay = Files.writeString(root.resolve("samples"), "x");
    assertTrue(refusal(() -> RunFolder.open(root)).contains("cannot be prepared"));
    Files.delete(inTheWay);
    RunFolder.open(root).close();
  }

  /** A program that looks into a run finds its files by these names. */
  @Test
  void namesInARunFolder() {
    RunLayout layout = new RunLayout(Path.of("run"));
    assertEquals(
        List.of(
            "config.yaml",
            "provenance.json",
            "stats.jsonl",
            "measures.jsonl",
            "metrics.json",
            "report.html",
            "checkpoints",
            "samples",
            "samples/00000012.png"),
        Stream.of(
                layout.config(),
                layout.provenance(),
                layout.stats(),
                layout.measures(),
                layout.metrics(),
                layout.report(),
                layout.checkpoints(),
                layout.samples(),
                layout.sample(12))
            .map(file -> layout.root().relativize(file).toString())
            .toList());
  }

  @Test
  void aFolderInUseIsRefusedInTheSameProcess() throws IOException {
    Path root = existingRun();
    try (RunFolder run = RunFolder.open(root)) {
      String message = refusal(() -> RunFolder.open(run.layout().root().resolve("../run")));
      assertTrue(
          message.contains("is in use by process " + ProcessHandle.current().pid()), message);
    }
    RunFolder.open(root).close();
  }

  @Test
  void aFolderInUseIsRefusedToOtherProcessesEvenAfterARefusalHere() throws Exception {
    Path root = existingRun();
    try (RunFolder run = RunFolder.open(root)) {
      refusal(() -> RunFolder.open(root)); // must not give the lock up by closing a second channel
      Process other = holder(root);
      try (BufferedReader said = other.inputReader()) {
        String line = said.readLine();
        assertTrue(line.contains("in use by process " + ProcessHandle.current().pid()), line);
      } finally {
        other.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
      }
      assertEquals(root, run.layout().root());
    }
  }

  @Test
  void anotherLiveProcessIsNamedAndAKilledOneIsInNobodysWay() throws Exception {
    Path root = existingRun();
    Process other = holder(root);
    try (BufferedReader said = other.inputReader()) {
      assertEquals("held", said.readLine());
      String message = refusal(() -> RunFolder.open(root));
      assertTrue(message.contains("in use by process " + other.pid() + ";"), message);
    } finally {
      other.destroyForcibly().waitFor(20, TimeUnit.SECONDS); // kill -9 where there is one
    }
    RunFolder.open(root).close();
  }

  private static Process holder(Path root) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            root.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** Another process: opens a run folder, says so or why not, and waits to be killed. */
  static final class Holder {
    public static void main(String[] args) throws InterruptedException {
      try (RunFolder run = RunFolder.open(Path.of(args[0]))) {
        System.out.println("held");
        Thread.sleep(60_000);
      } catch (UserError e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
