// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.train.ablation.run.MeasuredRun;
import org.ipmnet.train.ablation.run.RunProcess;
import org.ipmnet.train.log.TrainingDiverged;

/** Has the runs of an ablation carried out by a cluster's workers, each by one. */
public record ClusterRuns(Cluster cluster) implements RunProcess.Starter {
  @Override
  public RunProcess start(MeasuredRun run, Path log) {
    PrintStream out = append(log);
    AtomicBoolean stop = new AtomicBoolean();
    return new Started(cluster.start(new MeasuredRunTask(run), out, stop::get), out, stop);
  }

  private static PrintStream append(Path log) {
    try {
      return new PrintStream(
          new FileOutputStream(log.toFile(), true), true, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be written: %s", log, AtomicFile.reason(e));
    }
  }

  private static final class Started implements RunProcess {
    private final Future<String> task;
    private final PrintStream log;
    private final AtomicBoolean stop;
    private Throwable failure;

    Started(Future<String> task, PrintStream log, AtomicBoolean stop) {
      this.task = task;
      this.log = log;
      this.stop = stop;
    }

    @Override
    public boolean ended(long milliseconds) throws InterruptedException {
      try {
        task.get(milliseconds, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        failure = e.getCause();
        log.println("ipm: " + reason());
      }
      log.close();
      return true;
    }

    @Override
    public void stop() {
      stop.set(true);
    }

    @Override
    public void kill() {
      task.cancel(true);
    }

    @Override
    public boolean endedWell() {
      return failure == null;
    }

    /** The cluster has tried a lost worker's run again by itself. */
    @Override
    public boolean wasStopped() {
      return !(failure instanceof UserError || failure instanceof TrainingDiverged);
    }

    @Override
    public String reason() {
      return failure == null
          ? "it left no result"
          : String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
  }
}
