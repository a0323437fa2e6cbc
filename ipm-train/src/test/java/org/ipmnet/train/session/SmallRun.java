// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.replica.Replica;

/** Configurations made tiny, on a few synthetic faces: seconds a run. */
final class SmallRun {
  private static final int SIZE = 32;
  private static final int FACES = 8;

  private final Path data;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private SmallRun(Path data) {
    this.data = data;
  }

  /** Writes the faces. */
  static SmallRun in(Path folder) {
    Path data = folder.resolve("faces");
    SyntheticDataset.write(data, FACES, SIZE + SIZE / 4, 5);
    return new SmallRun(data);
  }

  /** The demo's, with running statistics. */
  RunConfig config(String... assignments) {
    return load(
        "demo.yaml",
        List.of("network.identity-encoder.norm=batch", "network.generator.norm=batch"),
        assignments);
  }

  /** The authors' program's, with a learning rate that halves on the way. */
  RunConfig release(String... assignments) {
    return load(
        "release.yaml",
        List.of("loss.perceptual=0", "batch=2", "optimizer.halve-every=2"),
        assignments);
  }

  private RunConfig load(String file, List<String> preset, String... assignments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "data.folder=" + data,
                "data.size=" + SIZE,
                "network.dim=4",
                "network.style=8",
                "network.mlp=8",
                "network.discriminator.layers=2",
                "log.every=1",
                "log.samples-every=3",
                "log.samples=2",
                "checkpoint.every=2",
                "iterations=4"));
    all.addAll(preset);
    all.addAll(List.of(assignments));
    return RunConfig.load(Path.of(System.getProperty("ipm.root"), "configs", file), all);
  }

  Progress start(Path run, RunConfig config) {
    return runner(-1).start(config, run);
  }

  /** Starts a run that is asked to stop after some iterations. */
  Progress startAndStop(Path run, RunConfig config, int iterations) {
    return runner(iterations).start(config, run);
  }

  /** The same of one worker, whose own wish that is. */
  Progress startAndStop(Path run, RunConfig config, int iterations, Replica replica) {
    return runner(iterations, replica).start(config, run);
  }

  Progress resume(Path run, String... assignments) {
    return runner(-1).resume(run, List.of(assignments)).orElseThrow();
  }

  /** One worker's part of a new run. */
  Progress start(Path run, RunConfig config, Replica replica) {
    return runner(-1, replica).start(config, run);
  }

  /** One worker's part of a run that goes on. */
  Progress resume(Path run, Replica replica, List<String> assignments) {
    return runner(-1, replica).resume(run, assignments).orElseThrow();
  }

  /** Where the checkpoint of an iteration is. */
  static Path checkpoint(Path run, int iteration) {
    return new CheckpointStore(run.resolve("checkpoints")).file(iteration);
  }

  /** Resumes a run that is finished; returns what was said. */
  String resumeFinished(Path run, String... assignments) {
    said.reset();
    assertTrue(runner(-1).resume(run, List.of(assignments)).isEmpty(), "it has trained");
    return said();
  }

  /** What the runs have said so far. */
  String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private TrainingRun runner(int stopAfter) {
    return runner(stopAfter, Replica.ALONE);
  }

  private TrainingRun runner(int stopAfter, Replica replica) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int[] asked = {0};
    return new TrainingRun(
        out, false, () -> stopAfter >= 0 && asked[0]++ >= stopAfter, FirstWeights.DRAWN, replica);
  }
}
