// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import static org.ipmnet.core.testing.CheckpointAssert.assertSameTensors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.eval.parsing.ParsingRequest;
import org.ipmnet.eval.protocol.EvaluationSplit.Part;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.train.ablation.run.MeasuredRun;
import org.ipmnet.train.ablation.run.RunProcess;
import org.ipmnet.train.cluster.Cluster;
import org.ipmnet.train.cluster.ClusterAddress;
import org.ipmnet.train.cluster.ClusterRuns;
import org.ipmnet.train.cluster.ClusterTask;
import org.ipmnet.train.cluster.FolderWork;
import org.ipmnet.train.cluster.ParsingWork;
import org.ipmnet.train.cluster.Tally;
import org.ipmnet.train.cluster.TrainingOrder;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.log.StatsLine;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.session.TrainingRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers, each a process of its own, and this one as the driver. */
class SparkClusterTest {
  private static final StopRequest NEVER = () -> false;

  @TempDir static Path folder;
  private static SmallFaces small;
  private static Cluster cluster;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeAll
  static void connect() {
    small = SmallFaces.in(folder);
    cluster =
        Cluster.connect(
            new ClusterAddress(
                "local-cluster[2,1,1024]", 2, 1, Map.of("spark.executor.memory", "1g")));
  }

  @AfterAll
  static void disconnect() {
    cluster.close();
  }

  private Progress train(TrainingOrder order, StopRequest stop) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return cluster.train(order, out, stop).orElseThrow();
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private static TrainingRun alone() {
    return new TrainingRun(
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        false,
        NEVER);
  }

  private static List<Long> iterations(Path run) throws IOException {
    return SmallFaces.stats(run).stream().map(StatsLine::iteration).toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void twoWorkersEqualOneWithBothTheirBatches() throws IOException {
    Path one = small.run("one");
    Path two = small.run("two");
    alone().start(small.config("batch=2"), one);
    assertTrue(train(TrainingOrder.start(small.config(), two, null), NEVER).finished());
    assertTrue(said().contains("iteration 2/2"), said());
    assertTrue(said().contains("2 workers: "), said());
    assertTrue(Files.exists(two.resolve("report.html")));
    try (SafeTensors a = SafeTensors.open(SmallFaces.checkpoint(one, 1));
        SafeTensors b = SafeTensors.open(SmallFaces.checkpoint(two, 1))) {
      assertEquals(a.names(), b.names());
      for (String name : a.names()) {
        if (name.endsWith(".first")) { // Adam's share of the gradient
          double length = a.read(name).norm2Number().doubleValue();
          double apart = a.read(name).sub(b.read(name)).norm2Number().doubleValue();
          assertTrue(apart <= 1e-4 * length, name + " " + apart + " of " + length);
        }
      }
    }
    List<StatsLine> expected = SmallFaces.stats(one);
    List<StatsLine> found = SmallFaces.stats(two);
    assertEquals(2, found.size());
    for (int i = 0; i < 2; i++) {
      Map<String, Double> losses = found.get(i).losses();
      assertEquals(expected.get(i).losses().keySet(), losses.keySet());
      expected
          .get(i)
          .losses()
          .forEach((loss, value) -> assertEquals(value, losses.get(loss), 1e-3 * value, loss));
    }
  }

  @Test
  void oneMachineAndTheClusterGoOnWithEachOthersRuns() throws IOException {
    Path run = small.run("shared");
    train(TrainingOrder.start(small.config("iterations=1"), run, null), NEVER);
    alone().resume(run, List.of("iterations=2")).orElseThrow();
    Progress reached = train(TrainingOrder.resume(run, List.of("iterations=3")), NEVER);
    assertEquals(new Progress(3, 3), reached);
    assertEquals(upTo(3), iterations(run));
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertTrue(cluster.train(TrainingOrder.resume(run, List.of()), out, NEVER).isEmpty());
    assertTrue(said().contains(run + " is finished: 3 of 3 iterations"), said());
  }

  /** As kill -9 does it: nobody is told. */
  @Test
  void aKilledWorkerIsReplacedAndNothingIsLost() throws Exception {
    RunConfig config = small.config("iterations=30", "checkpoint.every=3", "checkpoint.keep=20");
    Path whole = small.run("whole");
    Path killed = small.run("killed");
    train(TrainingOrder.start(config, whole, null), NEVER);
    CompletableFuture<Progress> training =
        CompletableFuture.supplyAsync(
            () -> train(TrainingOrder.start(config, killed, null), NEVER));
    while (!Files.exists(SmallFaces.checkpoint(killed, 6))) {
      assertFalse(training.isDone(), "it came to no checkpoint");
      Thread.sleep(10);
    }
    assertTrue(Executors.any().destroyForcibly());
    assertEquals(new Progress(30, 30), join(training));
    assertTrue(said().contains("a worker is lost (ExecutorLostFailure"), said());
    assertEquals(upTo(30), iterations(killed));
    assertSameTensors(SmallFaces.checkpoint(whole, 30), SmallFaces.checkpoint(killed, 30));
  }

  /** The worker of an ablation's run is killed; another one takes the run up. */
  @Test
  void aLostRunOfAnAblationGoesOnFromItsCheckpoint() throws Exception {
    RunConfig config = small.config("iterations=12", "checkpoint.every=2", "checkpoint.keep=20");
    Path file = small.run("candidate.yaml");
    Files.writeString(file, config.toYaml());
    Path whole = small.run("candidate-whole");
    Path killed = small.run("candidate-killed");
    RunProcess left = candidate(file, whole);
    assertTrue(left.ended(600_000) && left.endedWell(), left.reason());
    RunProcess run = candidate(file, killed);
    while (!Files.exists(SmallFaces.checkpoint(killed, 4))) {
      assertFalse(run.ended(10), "it came to no checkpoint");
    }
    FileTime saved = Files.getLastModifiedTime(SmallFaces.checkpoint(killed, 2));
    String worker = Files.readString(killed.resolve("run.lock")).strip();
    assertTrue(ProcessHandle.of(Long.parseLong(worker)).orElseThrow().destroyForcibly());
    assertTrue(run.ended(600_000) && run.endedWell(), run.reason());
    String another = Files.readString(killed.resolve("run.lock")).strip();
    assertNotEquals(worker, another);
    assertEquals(upTo(12), iterations(killed));
    assertSameTensors(SmallFaces.checkpoint(whole, 12), SmallFaces.checkpoint(killed, 12));
    assertEquals(
        Files.readString(new RunLayout(whole).metrics()),
        Files.readString(new RunLayout(killed).metrics()));
    assertEquals(saved, Files.getLastModifiedTime(SmallFaces.checkpoint(killed, 2)));
  }

  private static RunProcess candidate(Path config, Path run) {
    MeasuredRun measured = new MeasuredRun(config, run, Part.TEST, 2, 1, Metric.TRANSFER_ERROR);
    return new ClusterRuns(cluster).start(measured, Path.of(run + ".log"));
  }

  private Progress join(CompletableFuture<Progress> training) throws Exception {
    try {
      return training.get();
    } catch (ExecutionException e) {
      throw new AssertionError(said(), e);
    }
  }

  @Test
  void whoStopsFindsItSaved() throws IOException {
    Path run = small.run("stopped");
    StopRequest stop = () -> Files.exists(SmallFaces.checkpoint(run, 4));
    TrainingOrder order =
        TrainingOrder.start(small.config("iterations=100000", "checkpoint.every=4"), run, null);
    long reached = train(order, stop).iteration();
    assertTrue(reached >= 4 && reached < 100000, "stopped after " + reached);
    assertTrue(Files.exists(SmallFaces.checkpoint(run, reached)));
    assertEquals(upTo(reached), iterations(run));
  }

  @Test
  void whatAWorkerMeetsIsOneLineHere() {
    Path run = small.run("refused");
    TrainingOrder order =
        TrainingOrder.start(small.config("data.folder=" + small.run("nowhere")), run, null);
    UserError error = assertThrows(UserError.class, () -> train(order, NEVER));
    assertTrue(error.getMessage().contains(small.run("nowhere").toString()), error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
    assertFalse(Files.exists(run.resolve("config.yaml")), "nothing half-written");
    assertEquals("", said(), "it was tried once");
  }

  @Test
  void aTasksFaultIsOneLineToo() {
    FolderWork nowhere =
        new ParsingWork(
            new ParsingRequest(small.run("nowhere"), small.run("unparsed"), null, false), null);
    List<ClusterTask<Tally>> tasks = List.of((out, stop) -> fault());
    UserError error = assertThrows(UserError.class, () -> cluster.run(tasks, out()));
    assertTrue(error.getMessage().contains("does not exist"), error.getMessage());
    error = assertThrows(UserError.class, () -> nowhere.on(cluster, 2, out()));
    assertTrue(error.getMessage().contains("does not exist"), error.getMessage());
    assertFalse(Files.exists(small.run("unparsed")));
  }

  private static Tally fault() {
    throw new UserError("it does not exist");
  }

  private PrintStream out() {
    return new PrintStream(said, true, StandardCharsets.UTF_8);
  }

  @Test
  void moreWorkersThanPlacesAreOneLine() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> Cluster.connect(new ClusterAddress("local-cluster[2,1,1024]", 3, 1, Map.of())));
    assertEquals("--workers 3: local-cluster[2,1,1024] has places for 2", error.getMessage());
  }
}
