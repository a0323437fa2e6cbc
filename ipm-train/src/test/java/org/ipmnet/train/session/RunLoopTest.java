// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.network.Network;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.dataset.Membership;
import org.ipmnet.train.config.LogSettings;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.RunLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLoopTest {
  @TempDir Path folder;
  private final List<String> events = new ArrayList<>();

  /** What draws the networks opens others: they must not stay open when a run cannot begin. */
  @Test
  void whatDrawsIsClosedIfTheRunCannotBegin() {
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> run(new Log(true)));
    assertEquals("no report", failure.getMessage());
    assertEquals(List.of("picture closed"), events);
  }

  @Test
  void checkpointsComeBehindWhatIsDrawn() {
    run(new Log(false));
    assertEquals(
        List.of("save BEGINNING", "picture", "picture", "save DUE", "picture closed", "ended"),
        events);
  }

  private void run(Log log) {
    RunLayout layout = new RunLayout(folder);
    assertTrue(layout.checkpoints().toFile().mkdir());
    CheckpointStore.Retention retention = new CheckpointStore.Retention(2, 1, 0);
    RunSettings settings =
        new RunSettings(2, 1, MismatchPolicy.WARN, retention, log, 0, "iterations: 2\n");
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    new RunLoop(layout, settings, new Recorded()).run(new Progress(0, 2), out, false, () -> false);
  }

  private record Log(boolean fails) implements LogSettings {
    @Override
    public int every() {
      return 1;
    }

    @Override
    public int samplesEvery() {
      return 1;
    }

    @Override
    public int samples() {
      return 1;
    }

    @Override
    public double reportSeconds() {
      if (fails) {
        throw new IllegalStateException("no report");
      }
      return 60;
    }

    @Override
    public double largestLoss() {
      return 1;
    }
  }

  private final class Recorded implements Workload {
    @Override
    public RunPhotos photos() {
      return new RunPhotos("hash", new Membership(List.of(), List.of(), List.of()));
    }

    @Override
    public List<Network> networks() {
      return List.of();
    }

    @Override
    public void initialise() {}

    @Override
    public void load(Checkpoint checkpoint, Path root) {}

    @Override
    public void save(Checkpoint.Content content, Occasion occasion) {
      events.add("save " + occasion);
    }

    @Override
    public Supplier<LossReport> steps(long iteration) {
      return () -> new LossReport(Map.of("loss", 0.5));
    }

    @Override
    public List<TrainingListener> pictures(RunLayout layout, TensorBoardEvents curves) {
      return List.of(
          new TrainingListener() {
            @Override
            public void afterStep(Progress progress, LossReport losses) {
              events.add("picture");
            }

            @Override
            public void close() {
              events.add("picture closed");
            }
          });
    }

    @Override
    public void ended(long nanoseconds) {
      events.add("ended");
    }

    @Override
    public void close() {}
  }
}
