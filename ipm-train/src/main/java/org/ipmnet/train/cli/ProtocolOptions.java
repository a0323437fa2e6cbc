// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.util.OptionalLong;
import org.ipmnet.eval.evaluation.DrawnEvaluation.Draws;
import org.ipmnet.eval.evaluation.ProtocolSettings;
import org.ipmnet.eval.protocol.EvaluationSplit;
import picocli.CommandLine.Option;

/** Options of commands that measure by the paper's protocol. */
final class ProtocolOptions {
  @Option(
      names = "--split",
      paramLabel = "all|test",
      converter = SplitNames.class,
      description = "all faces, as the paper has it, or the held-out ones (test; all of photos)")
  private EvaluationSplit.Part split;

  @Option(
      names = "--runs",
      defaultValue = "10",
      paramLabel = "N",
      description = "how often each face is made up (${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the random references (the first model's own; of drawings 1)")
  private Long seed;

  /**
   * Drawn faces in place of a split's.
   *
   * @param faces how many
   * @throws org.ipmnet.core.UserError if nothing is to be measured
   */
  Draws draws(int faces) {
    return new Draws(faces, runs, seed == null ? 1 : seed);
  }

  /**
   * What was asked for.
   *
   * @param usual which faces, if nobody says
   * @throws org.ipmnet.core.UserError if nothing is to be measured
   */
  ProtocolSettings settings(EvaluationSplit.Part usual) {
    return new ProtocolSettings(
        split == null ? usual : split,
        runs,
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
  }
}
