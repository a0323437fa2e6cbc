// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipmnet.train.ablation.run.RunOutcome.Status;
import org.ipmnet.train.ablation.run.Search.End;
import org.ipmnet.train.ablation.run.Search.Launcher;
import org.ipmnet.train.ablation.space.Plan;
import org.ipmnet.train.ablation.space.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What runs when, what is stopped and what is tried again, by shell scripts in place of trainings.
 * A script has its run's folder in {@code $run}; {@code cat} is one that goes on until it is told
 * to stop.
 */
@Timeout(600) // a bound on a hang, not a speed
class SearchTest {
  private static final Path CONFIGS = Path.of(System.getProperty("ipm.root"), "configs");
  private static final String BEGIN =
      """
      for argument; do
        case $argument in --out=*) run=${argument#--out=};; esac
      done
      mkdir -p "$run"
      stats() { echo "{\\"iteration\\": $1, \\"seconds\\": 1, \\"losses\\": {}}" >> "$run/stats.jsonl"; }
      measure() {
        echo "{\\"iteration\\": $1, \\"losses\\": {\\"transfer_error\\": $2}}" >> "$run/measures.jsonl"
      }
      finish() { echo "{\\"transfer_error\\": $1}" > "$run/metrics.json"; exit; }
      case $run in
      """;

  @TempDir private Path folder;
  private Machine machine = new Machine(2, () -> 1000, System::nanoTime);

  private Plan plan(String rest) throws IOException {
    Path file = folder.resolve("space.yaml");
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "base: %s%nscore: {measure: transfer-error}%nsearch: grid%n%s",
            CONFIGS.resolve("demo.yaml"),
            rest));
    return Plan.of(Space.load(file), List.of(), List.of());
  }

  private AblationLayout layout() {
    return new AblationLayout(folder.resolve("out"));
  }

  /**
   * A search whose runs are cases of a script.
   *
   * @param cases such as {@code *001-seed-1) finish 2;;}
   */
  private Search search(Plan plan, String cases) throws IOException {
    return search(plan, cases, () -> {});
  }

  private Search search(Plan plan, String cases, Runnable afterEach) throws IOException {
    Path script = Files.writeString(folder.resolve("run.sh"), BEGIN + cases + "esac\n");
    return new Search(
        plan,
        layout(),
        new Launcher(List.of("sh", script.toString()), "run", "bench"),
        machine,
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        () -> false,
        afterEach);
  }

  /** Arbiter forgets a task that throws, and the search would wait for it for ever. */
  @Test
  void anErrorInATaskEndsTheSearch() throws IOException {
    Error full = new OutOfMemoryError("test");
    Runnable afterEach =
        () -> {
          throw full;
        };
    Plan plan = plan("axes: {loss.style: {values: [0, 2]}}\nbudget: {}\n");
    Search search = search(plan, "*) finish 2;;\n", afterEach);
    assertSame(full, assertThrows(OutOfMemoryError.class, () -> search.run(1)));
  }

  private RunOutcome outcome(Plan plan, String id) {
    return new RunOutcomes(layout())
        .of(plan.runs().stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow())
        .orElseThrow();
  }

  private List<String> lines(String run, String file) throws IOException {
    return Files.readAllLines(layout().root().resolve("runs").resolve(run).resolve(file));
  }

  @Test
  void aHopelessCandidateIsGivenUpWithItsOtherSeeds() throws IOException {
    Plan plan =
        plan(
            """
            axes: {loss.style: {values: [0, 2]}}
            seeds: 2
            early-stopping: {every: 10, after: 20, runs: 1}
            budget: {}
            """);
    Search search =
        search(
            plan,
            """
            *base-seed-*) measure 10 4; measure 20 2; finish 2;;
            *001-seed-1) measure 10 9; measure 20 8; stats 21; cat;;
            *002-seed-*) measure 10 9; measure 20 1; sleep 1; finish 1;;
            """);
    assertEquals(End.DONE, search.run(1));
    RunOutcome stopped = outcome(plan, "001-seed-1");
    assertEquals(Status.STOPPED, stopped.status());
    assertEquals(
        "at iteration 20, best transfer error so far 8.000, median of 2 finished runs 3.000",
        stopped.reason());
    assertEquals(21, stopped.iterations());
    assertEquals(Status.STOPPED, outcome(plan, "001-seed-2").status());
    assertEquals("not begun: seed 1 was stopped", outcome(plan, "001-seed-2").reason());
    for (String id : List.of("base-seed-1", "base-seed-2", "002-seed-1", "002-seed-2")) {
      assertEquals(Status.COMPLETE, outcome(plan, id).status(), id);
    }
  }

  @Test
  void whatIsUnderWayWhenTimeIsOverGoesOnWithMore() throws IOException {
    Path run = layout().root().resolve("runs/base-seed-1");
    machine = // whose clock goes on by two minutes when the first run begins
        new Machine(2, () -> 1000, () -> Files.exists(run.resolve("begun")) ? 120_000_000_000L : 0);
    String axes = "axes: {loss.style: {values: [0]}}\n";
    String cases =
        """
        *base-seed-1)
          if [ -e "$run/saved" ]; then finish 3; fi
          touch "$run/begun"
          cat
          touch "$run/saved";;
        *) finish 2;;
        """;
    Plan plan = plan(axes + "budget: {minutes: 1}\n");
    assertEquals(End.TIME, search(plan, cases).run(1));
    assertTrue(Files.exists(run.resolve("saved")), "it was asked, and waited for");
    assertFalse(Files.exists(run.resolveSibling("001-seed-1")), "none begins when time is over");
    assertEquals(End.TIME, search(plan, cases).run(1), "what earlier sessions took counts");
    assertFalse(Files.exists(layout().outcome(plan.runs().get(0))));

    Plan longer = plan(axes + "budget: {minutes: 60}\n");
    assertEquals(End.DONE, search(longer, cases).run(1));
    assertEquals(3, outcome(longer, "base-seed-1").measures().get("transfer_error"));
  }

  @Test
  void whatSomebodyKilledIsTriedTwiceAndWhatFailedOnce() throws IOException {
    Plan plan = plan("axes: {loss.style: {values: [0, 2, 3]}}\nbudget: {}\n");
    Search search =
        search(
            plan,
            """
            *base-seed-1) finish 1;;
            *001-seed-1)
              echo begun >> "$run/tries"
              if [ "$(wc -l < "$run/tries")" -lt 2 ]; then kill -9 $$; fi
              finish 2;;
            *002-seed-1) echo begun >> "$run/tries"; kill -9 $$;;
            *003-seed-1) echo begun >> "$run/tries"; echo "ipm: a loss ran away"; exit 2;;
            """);
    assertEquals(End.DONE, search.run(2));
    assertEquals(Status.COMPLETE, outcome(plan, "001-seed-1").status());
    assertEquals(2, lines("001-seed-1", "tries").size());
    RunOutcome killed = outcome(plan, "002-seed-1");
    assertEquals(Status.FAILED, killed.status());
    assertTrue(killed.reason().startsWith("its process ended with exit code 137"), killed.reason());
    assertEquals(2, lines("002-seed-1", "tries").size());
    assertEquals(Status.FAILED, outcome(plan, "003-seed-1").status());
    assertEquals("a loss ran away", outcome(plan, "003-seed-1").reason());
    assertEquals(1, lines("003-seed-1", "tries").size());
  }

  /** Two fitted when it was decided how many; since then, somebody has taken memory. */
  @Test
  void aRunWaitsForWhatAnotherWillStillTake() throws IOException {
    machine = new Machine(4, () -> Files.exists(layout().shares()) ? 1000 : 1600, System::nanoTime);
    Plan plan = plan("axes: {loss.style: {values: [0]}}\nbudget: {}\n");
    Search search =
        search(
            plan,
            """
            */runs/*)
              if mkdir "$run/../first" 2> /dev/null; then
                sleep 1
                if [ -e "$run/../second" ]; then echo "ipm: both at once"; exit 2; fi
                stats 1
                for tenth in $(seq 600); do
                  if [ -e "$run/../second" ]; then finish 1; fi
                  sleep 0.1
                done
                echo "ipm: one after the other"; exit 2
              fi
              touch "$run/../second"
              finish 2;;
            *) echo '{"peak_rss_mib": 600}';;
            """);
    assertEquals(End.DONE, search.run(0));
    assertEquals(new Shares(2, 2, 600), Shares.read(layout().shares()));
    for (String id : List.of("base-seed-1", "001-seed-1")) {
      assertEquals("", outcome(plan, id).reason());
    }
  }

  /** Nobody would be left to stop it. */
  @Test
  void aRunWhoseWatcherIsInterruptedEnds() throws Exception {
    Plan plan = plan("axes: {loss.style: {values: [0]}}\nbudget: {}\n");
    Search search =
        search(plan, "*base-seed-1) echo $$ > \"$run/pid\"; exec sleep 600;;\n*) finish 1;;\n");
    CompletableFuture<End> end = CompletableFuture.supplyAsync(() -> search.run(1));
    Path pid = layout().root().resolve("runs/base-seed-1/pid");
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.sleep(20);
    }
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    try {
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("LocalCandidateExecutor"))
          .forEach(Thread::interrupt);
      end.get(2, TimeUnit.MINUTES);
      process.onExit().get(2, TimeUnit.MINUTES);
    } finally {
      process.destroyForcibly();
    }
  }
}
