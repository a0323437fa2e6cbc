// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

import java.util.List;
import java.util.Locale;
import org.ipmnet.core.UserError;
import org.ipmnet.data.plausibility.LabelCheckResult;
import org.ipmnet.data.plausibility.LabelCheckResult.Doubtful;
import org.ipmnet.data.plausibility.LabelCheckResult.Mismatch;

/**
 * What maps do to a run that plainly follow another numbering than {@code data.labels}; key {@code
 * data.label-mismatch}.
 */
public enum MismatchPolicy {
  /** The run does not start. */
  STOP,
  /** They are taken as they are, with a warning. */
  WARN;

  /**
   * Does what the policy says.
   *
   * @return what is to be told, a line each; none if the maps are plausible
   * @throws UserError for maps of another numbering that are to stop a run
   */
  public List<String> apply(LabelCheckResult verdict) {
    if (verdict instanceof Mismatch mismatch) {
      if (this == STOP) {
        throw new UserError(mismatch.line("set data.label-mismatch=warn"));
      }
      return List.of(String.format(Locale.ROOT, "%s; taken as they are", mismatch.problem()));
    }
    return verdict instanceof Doubtful doubtful
        ? List.of(String.format(Locale.ROOT, "%s; look at a few of them", doubtful.problem()))
        : List.of();
  }
}
