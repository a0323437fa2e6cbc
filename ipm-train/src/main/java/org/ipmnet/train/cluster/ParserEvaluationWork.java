// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.eval.evaluation.SharedParserEvaluation;

/** A face parser measured. */
public record ParserEvaluationWork(SharedParserEvaluation evaluation) implements FolderWork {
  /** An evaluation, begun. */
  public static ParserEvaluationWork begin(
      SharedParserEvaluation evaluation, Consumer<String> told) {
    evaluation.begin(told);
    return new ParserEvaluationWork(evaluation);
  }

  /** It has begun: there the user hears of what is odd. */
  @Override
  public void begin() {}

  @Override
  public Tally work(WorkShare share, PrintStream out) {
    int batches = evaluation.run(share, out::println);
    return new Tally(batches, batches, 0);
  }

  /** The counts are added up by who wants the scores. */
  @Override
  public void join() {}
}
