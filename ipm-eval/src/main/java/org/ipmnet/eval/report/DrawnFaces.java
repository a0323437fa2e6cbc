// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.util.List;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.random.Shuffle;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.eval.protocol.EvaluationSplit;

/** The faces of a report's pictures, drawn at random: the same for every model on one split. */
final class DrawnFaces {
  private static final String STREAM = "evaluate.figure";

  private DrawnFaces() {}

  /** Different bare faces in the order of the draw, or as many as there are. */
  static List<FaceFile> targets(EvaluationSplit split, int most, RandomStreams streams) {
    return Shuffle.some(split.bare(), most, streams.at(STREAM, 0, 0));
  }

  /** Different made-up faces likewise. */
  static List<FaceFile> references(EvaluationSplit split, int most, RandomStreams streams) {
    return Shuffle.some(split.madeUp(), most, streams.at(STREAM, 1, 0));
  }
}
