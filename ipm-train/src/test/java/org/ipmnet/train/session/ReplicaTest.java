// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.ipmnet.core.testing.CheckpointAssert.assertSameTensors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.log.StatsLine;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.replica.Replica;
import org.ipmnet.train.testing.PeersInMemory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several workers, here threads, train one run. */
class ReplicaTest {
  private static final String[] PER_IMAGE = {
    "network.identity-encoder.norm=instance", "network.generator.norm=instance"
  };

  @TempDir static Path folder;
  private static SmallRun small;

  @BeforeAll
  static void faces() {
    small = SmallRun.in(folder);
  }

  private static RunConfig perImage(String... assignments) {
    String[] all = Arrays.copyOf(PER_IMAGE, PER_IMAGE.length + assignments.length);
    System.arraycopy(assignments, 0, all, PER_IMAGE.length, assignments.length);
    return small.config(all);
  }

  private static List<Progress> start(int workers, Path run, RunConfig config) {
    return PeersInMemory.run(workers, peers -> small.start(run, config, new Replica(peers)));
  }

  private static List<Progress> resume(int workers, Path run, String... assignments) {
    return PeersInMemory.run(
        workers, peers -> small.resume(run, new Replica(peers), List.of(assignments)));
  }

  private static Path checkpoint(Path run, int iteration) {
    return SmallRun.checkpoint(run, iteration);
  }

  /**
   * Compares the gradients of the first iteration, of which Adam's first moment is a share. Not the
   * parameters: the gradient of a bias before a norm is 0 but for rounding, and Adam steps as far
   * along that as along any other.
   */
  private static void assertSameGradients(Path expected, Path actual, double relative) {
    try (SafeTensors a = SafeTensors.open(checkpoint(expected, 1));
        SafeTensors b = SafeTensors.open(checkpoint(actual, 1))) {
      assertEquals(a.names(), b.names());
      List<String> moments = a.names().stream().filter(name -> name.endsWith(".first")).toList();
      assertEquals(6, moments.size(), "E_I, E_S, MLP, G, both D");
      for (String name : moments) {
        double length = a.read(name).norm2Number().doubleValue();
        double apart = a.read(name).sub(b.read(name)).norm2Number().doubleValue();
        assertTrue(apart <= relative * length, name + " " + apart + " of " + length);
      }
    }
  }

  private static List<StatsLine> stats(Path run) throws IOException {
    return Files.readAllLines(run.resolve("stats.jsonl")).stream()
        .map(line -> StatsLine.parse(line + "\n").orElseThrow())
        .toList();
  }

  @Test
  void workersEqualOneWithTheWholeBatch() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    small.start(one, perImage("batch=4", "checkpoint.every=1", "iterations=2"));
    for (Progress reached :
        start(2, two, perImage("batch=2", "checkpoint.every=1", "iterations=2"))) {
      assertTrue(reached.finished());
    }
    assertSameGradients(one, two, 1e-4);
    List<StatsLine> expected = stats(one);
    List<StatsLine> found = stats(two);
    assertEquals(2, found.size());
    for (int i = 0; i < 2; i++) {
      assertEquals(expected.get(i).losses().keySet(), found.get(i).losses().keySet());
      for (String loss : expected.get(i).losses().keySet()) {
        double value = expected.get(i).losses().get(loss);
        assertEquals(value, found.get(i).losses().get(loss), 1e-3 * Math.abs(value) + 1e-6, loss);
      }
    }
  }

  /** The batch norm that the demo has here: each worker has its own, what runs is averaged. */
  @Test
  void theSameWorkersGoOnBitForBit() throws IOException {
    for (String form : List.of("cluster.exchange=float32", "cluster.exchange=float16")) {
      Path whole = folder.resolve("whole-" + form);
      Path parts = folder.resolve("parts-" + form);
      start(2, whole, small.config(form, "checkpoint.every=1", "iterations=2"));
      start(2, parts, small.config(form, "checkpoint.every=1", "iterations=1"));
      resume(2, parts, "iterations=2");
      assertSameTensors(checkpoint(whole, 2), checkpoint(parts, 2));
      assertEquals(losses(whole), losses(parts));
    }
  }

  private static List<String> losses(Path run) throws IOException {
    return stats(run).stream().map(line -> line.iteration() + " " + line.losses()).toList();
  }

  @Test
  void otherNumbersOfWorkersGoOn() throws IOException {
    Path run = folder.resolve("changing");
    start(2, run, small.config("iterations=1"));
    resume(1, run, "iterations=2");
    assertEquals(3, resume(4, run, "iterations=3").get(3).iteration());
    assertEquals(4, small.resume(run, "iterations=4").iteration(), "without any cluster");
    assertEquals(List.of(1L, 2L, 3L, 4L), stats(run).stream().map(StatsLine::iteration).toList());
  }

  @Test
  void gradientsMayTravelHalfAsLong() {
    Path full = folder.resolve("full");
    Path half = folder.resolve("half");
    start(2, full, perImage("iterations=1"));
    start(2, half, perImage("iterations=1", "cluster.exchange=float16"));
    assertSameGradients(full, half, 1e-3);
    assertThrows(
        AssertionError.class,
        () -> assertSameTensors(checkpoint(full, 1), checkpoint(half, 1)),
        "it was not even used");
  }

  @Test
  void replicasMayMeetMoreRarely() {
    Path run = folder.resolve("local");
    String rarely = "cluster.average-every=2";
    List<Progress> reached = start(2, run, perImage(rarely));
    assertEquals(List.of(4L, 4L), reached.stream().map(Progress::iteration).toList());
    Path parts = folder.resolve("local-parts");
    start(2, parts, perImage(rarely, "iterations=2"));
    resume(2, parts, "iterations=4");
    assertSameTensors(checkpoint(run, 4), checkpoint(parts, 4));
    Path alone = folder.resolve("local-alone");
    small.start(alone, perImage(rarely));
    assertThrows(
        AssertionError.class, () -> assertSameTensors(checkpoint(run, 4), checkpoint(alone, 4)));
    UserError error = assertThrows(UserError.class, () -> perImage(rarely, "iterations=3"));
    assertTrue(
        error.getMessage().contains("iterations must be a multiple of cluster.average-every, 2"),
        error.getMessage());
  }

  @Test
  void theLeaderStopsAll() {
    Path run = folder.resolve("stopped");
    List<Progress> reached =
        PeersInMemory.run(
            2, peers -> small.startAndStop(run, small.config(), 2, new Replica(peers)));
    assertEquals(reached.get(0), reached.get(1));
    assertEquals(3, reached.get(0).iteration(), "asked after each");
    assertTrue(Files.exists(checkpoint(run, 3)));
  }

  @Test
  void workersThatBeginDifferentlyAreOneLine() {
    Path run = folder.resolve("apart");
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                PeersInMemory.run(
                    2,
                    peers ->
                        small.start(
                            run, small.config("seed=" + peers.rank()), new Replica(peers))));
    assertTrue(
        error.getMessage().contains("worker 1 begins with (iteration 0"), error.getMessage());
    assertTrue(Files.notExists(run.resolve("config.yaml")), "nothing is left");
  }
}
