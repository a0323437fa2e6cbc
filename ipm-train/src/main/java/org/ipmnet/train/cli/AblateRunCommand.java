// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.train.ablation.run.MeasuredRun;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.session.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One run of an ablation, in the process that {@code ipm ablate} makes for it. It saves and stops
 * when its standard input ends, as it does however the process at the other end goes.
 */
@Command(name = AblateRunCommand.NAME, hidden = true)
final class AblateRunCommand implements Callable<Integer> {
  static final String NAME = "ablate-run";

  @Option(names = "--config", required = true)
  private Path config;

  @Option(names = "--out", required = true)
  private Path out;

  @Option(names = "--split", required = true, converter = SplitNames.class)
  private EvaluationSplit.Part split;

  @Option(names = "--runs", required = true)
  private int runs;

  @Option(names = "--seed", required = true)
  private long seed;

  @Option(names = "--score", required = true)
  private Metric score;

  @Override
  public Integer call() {
    StopRequest signal = StopSignal.listen(System.err, "stopping before the next iteration");
    AtomicBoolean alone = new AtomicBoolean();
    Thread lifeline = new Thread(() -> awaitEnd(alone), "ipm-lifeline");
    lifeline.setDaemon(true);
    lifeline.start();
    new MeasuredRun(config, out, split, runs, seed, score)
        .carryOut(System.out, signal.or(alone::get));
    return 0;
  }

  private static void awaitEnd(AtomicBoolean alone) {
    try {
      while (System.in.read() >= 0) {
        continue; // nothing is said on this line
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      alone.set(true);
    }
  }
}
