// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.method.ModelTransfer;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.report.EvaluationFolder;
import org.ipmnet.eval.report.Figures;
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
    StoredModel.Config config = stored.config();
    MakeupTransferDataset dataset =
        MakeupTransferDataset.open(config.data(), new RandomStreams(config.seed()));
    EvaluationSplit faces = EvaluationSplit.of(dataset, request.protocol().split());
    Optional<EvaluationFolder> folder = folder(request.out(), request.data());
    long seed = request.protocol().seedOr(config.seed());
    int runs = request.protocol().runs();
    try (MakeupModel model = stored.load();
        MeasuringNetworks networks = MeasuringNetworks.open(config.weights())) {
      Map<String, String> origin =
          Origin.of(describe(stored), runs, dataset.report().hash(), seed, networks);
      ModelTransfer transfer = new ModelTransfer(stored.fileName(), model);
      RandomStreams streams = new RandomStreams(seed);
      ModelEvaluation measured =
          ModelEvaluation.of(
              transfer,
              Figures.draw(transfer, dataset, faces, streams),
              dataset,
              faces,
              networks,
              runs,
              streams,
              told);
      return new Evaluation(measured, origin, folder);
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

  /** What a report says of a model. */
  static Map<String, String> describe(StoredModel model) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("model", model.path().toString());
    origin.put("kind", model.config().model().title());
    origin.put("iteration", Long.toString(model.iteration()));
    origin.put("model's weights", model.checksum());
    return origin;
  }
}
