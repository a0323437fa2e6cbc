// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * A process of this program with its own share of threads. Its standard input is its lifeline: when
 * that ends, because it was told to stop or because this process died in whatever way, it saves and
 * stops.
 */
final class ChildProcess implements RunProcess {
  private static final int FIRST_SIGNAL = 128;
  private static final String SAID = "ipm: "; // how the command line begins an error

  private final Process process;
  private final Path log;
  private final long logBefore;

  private ChildProcess(Process process, Path log, long logBefore) {
    this.process = process;
    this.log = log;
    this.logBefore = logBefore;
  }

  /**
   * Starts one.
   *
   * @param launcher how this program is started, without a command
   * @param arguments the command
   * @param threads that one operation may use; ND4J's backends ask OpenMP's variable when they are
   *     loaded, which is why a run needs a process of its own
   * @param log what it prints is added to this file
   */
  static ChildProcess start(List<String> launcher, List<String> arguments, int threads, Path log) {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      long before = Files.exists(log) ? Files.size(log) : 0;
      return new ChildProcess(builder.start(), log, before);
    } catch (IOException e) {
      throw new UserError(e, "a process of its own cannot be started: %s", AtomicFile.reason(e));
    }
  }

  @Override
  public boolean ended(long milliseconds) throws InterruptedException {
    return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy(); // the same, by signal
    }
  }

  @Override
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public boolean endedWell() {
    return process.exitValue() == 0;
  }

  /** Whether somebody ended it, with a signal that it obeyed (0) or one that it could not. */
  @Override
  public boolean wasStopped() {
    return process.exitValue() == 0 || process.exitValue() >= FIRST_SIGNAL;
  }

  @Override
  public String reason() {
    List<String> lines = printed();
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).startsWith(SAID)) {
        return lines.get(i).substring(SAID.length());
      }
    }
    return String.format(
        Locale.ROOT, "its process ended with exit code %d; see %s", process.exitValue(), log);
  }

  /** What it has printed, by line. */
  List<String> printed() {
    try {
      byte[] bytes = Files.readAllBytes(log);
      int from = (int) Math.min(logBefore, bytes.length);
      return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", log, AtomicFile.reason(e));
    }
  }
}
