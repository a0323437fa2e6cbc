// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.Serializable;
import java.util.List;
import org.ipmnet.eval.outcome.FileOutcome;

/**
 * How much was done.
 *
 * @param files looked at
 * @param results that came of them
 * @param refused files of which none came
 */
public record Tally(int files, int results, int refused) implements Serializable {
  /** Of no file. */
  public static final Tally NOTHING = new Tally(0, 0, 0);

  /** That of these files. */
  public static Tally of(List<FileOutcome> outcomes) {
    return new Tally(
        outcomes.size(),
        outcomes.stream().mapToInt(outcome -> outcome.results().size()).sum(),
        (int) outcomes.stream().filter(FileOutcome::isRefused).count());
  }

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(files + other.files, results + other.results, refused + other.refused);
  }
}
