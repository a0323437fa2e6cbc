// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.paste.MakeupApplication.Changes;
import org.ipmnet.eval.protocol.Measurements;
import org.ipmnet.eval.report.EvaluationFolder;

/**
 * What a user gets, measured: results on photos as {@code ipm transfer} makes them, beside the same
 * baselines as in {@link Evaluation}. Its pictures are pairs to look at, eight by eight.
 */
public final class PhotoEvaluation {
  private PhotoEvaluation() {}

  /**
   * Measures.
   *
   * @param model a run's folder or one checkpoint; null for the one that comes with the program
   * @param photos folder in MT layout, with maps; all faces or those of its test lists
   * @param changes of how makeup is put on
   * @param settings {@code key=value} of weights and how data are read
   * @param out new or empty folder for tables, pictures and a page, or null
   * @param told a line of each damaged checkpoint that was passed over, and of progress
   * @throws UserError naming what of the request cannot be used
   */
  public static Evaluation run(
      Path model,
      Path photos,
      Changes changes,
      ProtocolSettings protocol,
      List<String> settings,
      Path out,
      Consumer<String> told) {
    StoredModel.requireSettable(settings, List.of());
    StoredModel stored = StoredModel.onPhotos(model, photos, settings, told);
    MeasuredFaces measured = MeasuredFaces.open(stored, protocol);
    EvaluatedModel.requireMaps(photos, measured.faces());
    Optional<EvaluationFolder> folder = Evaluation.folder(out, photos);
    try (EvaluatedModel opened = EvaluatedModel.onPhotos(measured, model, changes, told)) {
      return opened.evaluate(Measurements.HERE, folder, told);
    }
  }
}
