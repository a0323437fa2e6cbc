// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.nio.file.Path;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.train.ablation.run.MeasuredRun;
import org.ipmnet.train.loop.StopRequest;

/** A run of an ablation for one worker. It goes on from its checkpoint, if there is one. */
final class MeasuredRunTask implements ClusterTask<String> {
  private static final long serialVersionUID = 1L;

  private final String config;
  private final String run;
  private final EvaluationSplit.Part split;
  private final int runs;
  private final long seed;
  private final Metric score;

  MeasuredRunTask(MeasuredRun run) {
    this.config = AbsolutePaths.of(run.config());
    this.run = AbsolutePaths.of(run.run());
    this.split = run.split();
    this.runs = run.runs();
    this.seed = run.seed();
    this.score = run.score();
  }

  /** Nothing comes back: what is in the folder counts. */
  @Override
  public String work(PrintStream out, StopRequest stop) {
    new MeasuredRun(Path.of(config), Path.of(run), split, runs, seed, score).carryOut(out, stop);
    return "";
  }
}
