// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore.Retention;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class CheckpointStoreTest {
  @TempDir Path folder;
  private CheckpointStore store;

  @BeforeEach
  void open() {
    store = new CheckpointStore(folder);
  }

  private void write(long iteration, Retention retention) {
    Checkpoint.Content content =
        new Checkpoint.Content(iteration, "").tensor("t", Nd4j.createFromArray(1f, 2f));
    store.write(iteration, content, retention);
  }

  private List<String> names() {
    return store.newestFirst().stream().map(file -> file.getFileName().toString()).toList();
  }

  private void damage(long iteration) throws IOException {
    byte[] bytes = Files.readAllBytes(store.file(iteration));
    bytes[bytes.length - 1] ^= 1;
    Files.write(store.file(iteration), bytes);
  }

  @Test
  void keepsTheNewestAndEveryNth() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "a user's file");
    for (long i = 10; i <= 90; i += 10) {
      write(i, new Retention(10, 2, 40));
    }
    assertEquals(
        List.of("00000090.safetensors", "00000080.safetensors", "00000040.safetensors"), names());
    assertTrue(Files.exists(folder.resolve("note.txt")));
  }

  @Test
  void keepsOnlyTheNewestIfNoneIsForGood() {
    for (long i = 99_999_998; i <= 100_000_001; i++) {
      write(i, new Retention(1, 2, 0));
    }
    assertEquals(List.of("100000001.safetensors", "100000000.safetensors"), names());
  }

  @Test
  void aNameWithMoreDigitsThanIterationsHaveIsNoCheckpoint() throws IOException {
    Files.writeString(folder.resolve("12345678901234567890.safetensors"), "someone's");
    write(7, new Retention(1, 1, 0));
    assertEquals(List.of("00000007.safetensors"), names());
  }

  /** Java reads the one, not the other. */
  @Test
  void namesInDigitsOfAnotherScriptCountIfTheyAreNumbers() throws IOException {
    write(7, new Retention(1, 1, 0));
    Files.move(store.file(7), folder.resolve("٠٠٠٠٠٠٠٧.safetensors"));
    Files.writeString(folder.resolve("𝟎𝟎𝟎𝟎𝟎𝟎𝟎𝟗.safetensors"), "someone's");
    assertEquals(List.of("٠٠٠٠٠٠٠٧.safetensors"), names());
  }

  @Test
  void aDamagedFileIsToldAndTheOneBeforeIsUsed() throws IOException {
    Retention all = new Retention(1, 9, 0);
    write(1, all);
    write(2, all);
    write(3, all);
    damage(3);
    Files.write(store.file(2), new byte[0]);
    List<String> told = new ArrayList<>();
    try (Checkpoint checkpoint = store.newest(told::add)) {
      assertEquals(1, checkpoint.iteration());
    }
    assertEquals(2, told.size());
    assertEquals(
        "checkpoint " + store.file(3) + " is damaged: its checksum is wrong; trying the one before",
        told.get(0));
    assertTrue(told.get(1).contains(store.file(2).toString()), told.get(1));
  }

  @Test
  void withoutAUsableFileTheFolderIsNamed() {
    UserError error = assertThrows(UserError.class, () -> store.newest(line -> {}));
    assertEquals(folder + " holds no usable checkpoint", error.getMessage());
    CheckpointStore absent = new CheckpointStore(folder.resolve("absent"));
    assertEquals(List.of(), absent.newestFirst());
  }

  @Test
  void aDamagedFileOfALaterIterationNeverCostsTheOneJustWritten() throws IOException {
    Retention one = new Retention(10, 1, 0);
    write(40, one);
    damage(40);
    write(20, one); // resumed from before 40
    List<String> told = new ArrayList<>();
    try (Checkpoint checkpoint = store.newest(told::add)) {
      assertEquals(20, checkpoint.iteration());
    }
    assertEquals(1, told.size());
  }

  @Test
  void outOfRangeRetentionIsRefused() {
    assertEquals(1, new Retention(1, 1, 0).keep());
    assertRefused("every must be at least 1, found 0", () -> new Retention(0, 1, 0));
    assertRefused("keep must be at least 1, found 0", () -> new Retention(1, 0, 0));
    assertRefused("keep-every must be at least 0, found -1", () -> new Retention(1, 1, -1));
  }

  @Test
  void aModelIsACheckpointOrARunFolder() throws IOException {
    Path run = folder.resolve("run");
    CheckpointStore checkpoints = new CheckpointStore(run.resolve("checkpoints"));
    Files.createDirectories(run.resolve("checkpoints"));
    Retention all = new Retention(1, 9, 0);
    for (long i = 1; i <= 2; i++) {
      checkpoints.write(i, new Checkpoint.Content(i, "").tensor("t", Nd4j.scalar(1f)), all);
    }
    List<String> told = new ArrayList<>();
    try (Checkpoint newest = CheckpointStore.model(run, told::add);
        Checkpoint named = CheckpointStore.model(checkpoints.file(1), told::add)) {
      assertEquals(2, newest.iteration());
      assertEquals(1, named.iteration());
    }
    assertEquals(List.of(), told);
  }

  @Test
  void whatIsNoModelIsNamed() {
    assertRefused(
        folder + " is neither a run folder nor a checkpoint: it has no folder checkpoints",
        () -> CheckpointStore.model(folder, line -> {}));
    Path absent = folder.resolve("absent");
    assertRefused(
        "model " + absent + " does not exist", () -> CheckpointStore.model(absent, line -> {}));
  }

  private static void assertRefused(String message, Executable what) {
    assertEquals(message, assertThrows(UserError.class, what).getMessage());
  }
}
