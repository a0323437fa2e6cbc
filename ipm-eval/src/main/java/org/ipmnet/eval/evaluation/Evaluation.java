// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.protocol.Measurements;
import org.ipmnet.eval.report.EvaluationFolder;
import org.ipmnet.eval.report.ModelEvaluation;

/**
 * A model measured by the paper's protocol, beside baselines that need no training.
 *
 * @param measured all that was found
 * @param origin what the numbers come from: model, data, seed, versions
 * @param folder where {@link #write} writes it, if one was asked for
 */
public record Evaluation(
    ModelEvaluation measured, Map<String, String> origin, Optional<EvaluationFolder> folder) {
  /**
   * Measures. The folder is made ready before; nothing is written into it yet, so that numbers of
   * hours are there even if the disk is full by then.
   *
   * @param told a line of each damaged checkpoint that was passed over, and of progress
   * @throws UserError naming what of the request cannot be used
   */
  public static Evaluation run(EvaluationRequest request, Consumer<String> told) {
    StoredModel.requireSettable(request.settings(), List.of());
    StoredModel stored =
        StoredModel.open(request.model(), request.data(), request.settings(), told);
    MeasuredFaces measured = MeasuredFaces.open(stored, request.protocol());
    Optional<EvaluationFolder> folder = folder(request.out(), request.data());
    try (EvaluatedModel model = EvaluatedModel.networks(measured)) {
      return model.evaluate(Measurements.HERE, folder, told);
    }
  }

  /**
   * A folder for what is measured, made ready.
   *
   * @param out null for none
   * @param data what is read, or null
   */
  static Optional<EvaluationFolder> folder(Path out, Path data) {
    List<Path> inputs = data == null ? List.of() : List.of(data);
    return Optional.ofNullable(out).map(folder -> EvaluationFolder.prepare(folder, inputs));
  }

  /**
   * Writes tables, pictures and the page.
   *
   * @return the page, if a folder was asked for
   * @throws UserError if a file cannot be written
   */
  public Optional<Path> write() {
    return folder.map(out -> out.write(measured, origin));
  }
}
