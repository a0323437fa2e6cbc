// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.nio.file.Path;
import org.ipmnet.train.ablation.space.PlannedRun;
import org.ipmnet.train.run.RunLayout;

/**
 * Where things lie in the folder of an ablation.
 *
 * @param root the folder
 */
public record AblationLayout(Path root) {
  /** By which a folder is known as an ablation's; nothing else is written before it. */
  Path marker() {
    return root.resolve("ablation.txt");
  }

  /** The ordinary run folder of a run. */
  public RunLayout run(PlannedRun run) {
    return new RunLayout(root.resolve("runs").resolve(run.id()));
  }

  /** The configuration that a run begins with. */
  public Path config(PlannedRun run) {
    return root.resolve("configs").resolve(run.id() + ".yaml");
  }

  /** What came of a run. */
  Path outcome(PlannedRun run) {
    return root.resolve("results").resolve(run.id() + ".json");
  }

  /** What a run's process printed. */
  Path log(PlannedRun run) {
    return log(run.id());
  }

  /** What a process printed. */
  Path log(String name) {
    return root.resolve("logs").resolve(name + ".log");
  }

  /** Charts of the report. */
  public Path charts() {
    return root.resolve("charts");
  }

  /** How the runs share the machine and are measured; the same whenever the search goes on. */
  Path shares() {
    return root.resolve("shares.json");
  }

  /** How long the search has taken, over all its sessions. */
  Path spent() {
    return root.resolve("spent.json");
  }
}
