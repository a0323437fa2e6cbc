// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.util.Locale;
import java.util.Map;
import org.ipmnet.eval.measure.EvaluationSplit;

/** Text that reports have in common: sentences, and parts of Markdown files. */
final class ReportText {
  private ReportText() {}

  /** How it was measured, in a few sentences. */
  static String protocol(EvaluationSplit split, int runs) {
    return String.format(
        Locale.ROOT,
        "Split %s: each of %d bare faces with a random one of %d made-up faces, %d times; mean ±"
            + " half of the 95 %% confidence interval over these runs (Student's t), over pairs of runs"
            + " for LPIPS. Pictures are the network's own output, nothing pasted back, in 256 levels."
            + " Real: random halves of the made-up faces against each other (FID, KID), random pairs"
            + " of them (LPIPS). FID grows as sets get smaller: compare it within one table only.",
        split.name(),
        split.bare().size(),
        split.madeUp().size(),
        runs);
  }

  /** What could not be measured, as a section; nothing if everything could. */
  static String notAvailable(Map<String, String> reasons) {
    if (reasons.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n## Not available\n\n");
    reasons.forEach(
        (what, why) -> text.append("- **").append(what).append(":** ").append(why).append('\n'));
    return text.toString();
  }

  /** What the numbers come from, as a section. */
  static String origin(Map<String, String> origin) {
    StringBuilder text = new StringBuilder("\n## Origin\n\n| | |\n|---|---|\n");
    origin.forEach(
        (key, value) ->
            text.append("| ")
                .append(key)
                .append(" | ")
                .append(value.replace("|", "\\|"))
                .append(" |\n"));
    return text.toString();
  }
}
