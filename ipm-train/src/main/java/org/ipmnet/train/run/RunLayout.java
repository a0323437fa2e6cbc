// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.run;

import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.checkpoint.Provenance;

/**
 * Where things lie in a run folder. Names only: nothing is created or locked, so that readers can
 * look into a run that another process is training.
 *
 * @param root the run folder
 */
public record RunLayout(Path root) {
  /** The resolved configuration, from which the run can be repeated. */
  public Path config() {
    return root.resolve("config.yaml");
  }

  /** Versions, machine, seed and data hash; see {@link Provenance}. */
  public Path provenance() {
    return root.resolve("provenance.json");
  }

  /** Losses, one JSON object a line. */
  public Path stats() {
    return root.resolve("stats.jsonl");
  }

  /** Measures of the model while it trains, in the form of {@link #stats}. */
  public Path measures() {
    return root.resolve("measures.jsonl");
  }

  /** Measurements of a finished run; not every run has them. */
  public Path metrics() {
    return root.resolve("metrics.json");
  }

  /** The HTML report. */
  public Path report() {
    return root.resolve("report.html");
  }

  /** The folder of checkpoints. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  /** The folder of sample grids. */
  public Path samples() {
    return root.resolve("samples");
  }

  /** The sample grid of an iteration; names sort as iterations do. */
  public Path sample(long iteration) {
    return samples().resolve(String.format(Locale.ROOT, "%08d.png", iteration));
  }

  /** Held by the process that trains in this folder. */
  Path lock() {
    return root.resolve("run.lock");
  }
}
