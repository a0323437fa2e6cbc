// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.train.ablation.run.MedianRule.Sample;
import org.ipmnet.train.ablation.run.PromisedMemory.Promise;
import org.ipmnet.train.ablation.run.RunOutcome.Status;
import org.ipmnet.train.ablation.space.PlannedRun;
import org.ipmnet.train.ablation.space.SpaceConfig;
import org.ipmnet.train.log.StatsLine;
import org.ipmnet.train.report.LossHistory;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.run.RunLock;

/** Arbiter's task for one run: a process for it, watched until it ends, and its outcome saved. */
final class RunTask implements Callable<OptimizationResult> {
  private static final int TRIES = 2; // a process that somebody ended gets a second one
  private static final long POLL_MILLISECONDS = 250;
  private static final long LOCK_SECONDS = 600;

  private final Search search;
  private final Candidate<PlannedRun> candidate;
  private final PlannedRun run;
  private final RunLayout folder;

  RunTask(Search search, Candidate<PlannedRun> candidate) {
    this.search = search;
    this.candidate = candidate;
    this.run = candidate.getValue();
    this.folder = search.layout().run(run);
  }

  /** Never throws: Arbiter would forget the task, and with it that it failed. */
  @Override
  public OptimizationResult call() {
    try {
      Optional<RunOutcome> outcome = search.outcomes().of(run);
      if (outcome.isEmpty()) {
        outcome = outcome();
        if (outcome.isEmpty()) {
          return result(CandidateStatus.Cancelled, null, "stopped, to go on later");
        }
        save(outcome.get());
      }
      return result(outcome.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return result(CandidateStatus.Cancelled, null, "interrupted");
    } catch (RuntimeException | Error e) {
      search.fail(e); // such as a full disk: no other run would do better
      return result(CandidateStatus.Failed, null, String.valueOf(e.getMessage()));
    }
  }

  private void save(RunOutcome outcome) {
    OptimizationResult result = result(outcome);
    ResultReference saved = search.outcomes().saveModel(result, outcome);
    result.setResultReference(saved);
    search.told(run, outcome);
  }

  private OptimizationResult result(RunOutcome outcome) {
    boolean complete = outcome.status() == Status.COMPLETE;
    return result(
        complete ? CandidateStatus.Complete : CandidateStatus.Failed,
        complete ? search.score().score(outcome, null, (Map<String, Object>) null) : null,
        outcome.reason());
  }

  private OptimizationResult result(CandidateStatus status, Double score, String reason) {
    long now = System.currentTimeMillis();
    CandidateInfo info =
        new CandidateInfo(
            candidate.getIndex(), status, score, now, now, now, new double[0], reason);
    return new OptimizationResult(candidate, score, candidate.getIndex(), null, info, null);
  }

  /** What came of the run; nothing if the search stops before it ends. */
  private Optional<RunOutcome> outcome() throws InterruptedException {
    if (run.isRefused()) {
      return Optional.of(ended(Status.FAILED, run.refusal(), Map.of()));
    }
    Optional<PlannedRun> hopeless = stoppedSibling();
    if (hopeless.isPresent()) {
      String reason =
          String.format(Locale.ROOT, "not begun: seed %d was stopped", hopeless.get().seed());
      return Optional.of(ended(Status.STOPPED, reason, Map.of()));
    }
    for (int tries = 1; ; tries++) {
      Optional<Promise> turn = awaitTurn();
      if (turn.isEmpty()) {
        return Optional.empty();
      }
      RunProcess child;
      Optional<String> verdict;
      try (Promise memory = turn.get()) {
        child = search.start(run);
        verdict = watch(child, memory);
      }
      if (child.endedWell() && Files.exists(folder.metrics())) {
        return Optional.of(measured()); // even if a verdict came in its last iteration
      }
      if (verdict.isPresent()) {
        return Optional.of(ended(Status.STOPPED, verdict.get(), Map.of()));
      }
      if (search.isStopping()) {
        return Optional.empty();
      }
      if (!child.wasStopped() || tries == TRIES) {
        return Optional.of(ended(Status.FAILED, child.reason(), Map.of()));
      }
    }
  }

  private Optional<PlannedRun> stoppedSibling() {
    return search.plan().runs(run.point()).stream()
        .filter(
            other ->
                search.outcomes().of(other).filter(o -> o.status() == Status.STOPPED).isPresent())
        .findFirst();
  }

  /**
   * Waits until there is memory, and until a process that an earlier search has left behind when it
   * was killed has saved and ended.
   *
   * @return the memory; nothing if the search stops before
   */
  private Optional<Promise> awaitTurn() throws InterruptedException {
    long deadline = System.nanoTime() + LOCK_SECONDS * 1_000_000_000;
    while (!search.isStopping()) {
      if (RunLock.isFree(folder) || System.nanoTime() - deadline >= 0) {
        Optional<Promise> memory = search.memory().reserve();
        if (memory.isPresent()) {
          return memory;
        }
      }
      Thread.sleep(POLL_MILLISECONDS);
    }
    return Optional.empty();
  }

  /** Waits for the end; returns why the run was given up, if it was. */
  private Optional<String> watch(RunProcess child, Promise memory) throws InterruptedException {
    Optional<String> verdict = Optional.empty();
    boolean told = false;
    long measured = 0;
    long logged = folder.stats().toFile().length(); // of which a run that goes on cuts the end
    try {
      while (!child.ended(POLL_MILLISECONDS)) {
        if (!told && search.isStopping()) {
          told = true;
          child.stop();
        }
        long losses = folder.stats().toFile().length();
        if (losses > logged) {
          memory.grown(); // an iteration is done, so all is allocated
        }
        logged = losses;
        long size = folder.measures().toFile().length();
        if (!told && size != measured) {
          measured = size;
          verdict = verdict();
          if (verdict.isPresent()) {
            told = true;
            child.stop();
          }
        }
      }
      return verdict;
    } finally {
      child.kill(); // ended already, unless an exception leaves nobody to watch it
    }
  }

  private Optional<String> verdict() {
    SpaceConfig.EarlyStopping rule = search.plan().space().config().earlyStopping();
    if (rule == null || run.point().isBase()) { // the others are compared with it
      return Optional.empty();
    }
    List<List<Sample>> finished = new ArrayList<>();
    for (PlannedRun other : search.plan().runs()) {
      if (search.outcomes().of(other).filter(o -> o.status() == Status.COMPLETE).isPresent()) {
        finished.add(samples(search.layout().run(other)));
      }
    }
    return new MedianRule(search.plan().space().config().score(), rule)
        .verdict(samples(folder), finished);
  }

  private List<Sample> samples(RunLayout of) {
    String key = search.plan().space().config().score().measure().key();
    return LossHistory.read(of.measures()).lines().stream()
        .filter(line -> Double.isFinite(line.losses().getOrDefault(key, Double.NaN)))
        .map(line -> new Sample(line.iteration(), line.losses().get(key)))
        .toList();
  }

  private RunOutcome measured() {
    Map<String, Double> measures = metrics(folder.metrics());
    String key = search.plan().space().config().score().measure().key();
    return measures.containsKey(key)
        ? ended(Status.COMPLETE, "", measures)
        : ended(
            Status.FAILED, String.format(Locale.ROOT, "score %s was not measured", key), measures);
  }

  private static Map<String, Double> metrics(Path file) {
    try {
      return new JsonMapper().readValue(Files.readString(file), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UserError(e, "%s is damaged; delete it, and its run is measured again", file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }

  private RunOutcome ended(Status status, String reason, Map<String, Double> measures) {
    Optional<StatsLine> newest = LossHistory.read(folder.stats()).newest();
    return new RunOutcome(
        run.id(),
        status,
        reason,
        measures,
        newest.map(StatsLine::iteration).orElse(0L),
        newest.map(StatsLine::seconds).orElse(0.0));
  }
}
