// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.method.PastedTransfer;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.report.EvaluationFolder;
import org.ipmnet.eval.report.Figures;

/**
 * What a user gets, measured: results on photos as {@code ipm transfer} makes them, beside the same
 * baselines as in {@link Evaluation}. Its pictures are pairs to look at, eight by eight.
 */
public final class PhotoEvaluation {
  /** Targets and references of the pictures. */
  private static final int SHEET = 8;

  private PhotoEvaluation() {}

  /**
   * Measures.
   *
   * @param model a run's folder or one checkpoint; null for the one that comes with the program
   * @param photos folder in MT layout, with maps; all faces or those of its test lists
   * @param settings {@code key=value} of weights and how data are read
   * @param out new or empty folder for tables, pictures and a page, or null
   * @param told a line of each damaged checkpoint that was passed over, and of progress
   * @throws UserError naming what of the request cannot be used
   */
  public static Evaluation run(
      Path model,
      Path photos,
      ProtocolSettings protocol,
      List<String> settings,
      Path out,
      Consumer<String> told) {
    StoredModel.requireSettable(settings, List.of());
    StoredModel stored = StoredModel.onPhotos(model, photos, settings, told);
    MeasuredFaces measured = MeasuredFaces.open(stored, protocol);
    requireMaps(photos, measured.faces());
    Optional<EvaluationFolder> folder = Evaluation.folder(out, photos);
    try (MakeupTransfer transfer = MakeupTransfer.open(model, null, 1, told)) {
      PastedTransfer pasted = new PastedTransfer(stored.fileName(), transfer);
      return measured.evaluate(
          pasted,
          streams -> Figures.pairs(pasted, measured.dataset(), measured.faces(), streams, SHEET),
          folder,
          told);
    }
  }

  private static void requireMaps(Path photos, EvaluationSplit faces) {
    if (faces.bare().get(0).map() == null || faces.madeUp().get(0).map() == null) {
      throw new UserError(
          "%s has no parsing maps (segs/); run ipm prepare, which finds the faces, and measure its folder",
          photos);
    }
  }
}
