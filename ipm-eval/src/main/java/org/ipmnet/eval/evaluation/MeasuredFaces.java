// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.method.TransferMethod;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.report.EvaluationFolder;
import org.ipmnet.eval.report.Figures;
import org.ipmnet.eval.report.ModelEvaluation;

/**
 * The faces that one stored model is measured on, whatever it makes of them.
 *
 * @param stored the model
 * @param protocol how
 * @param dataset its photos
 * @param faces those that are measured
 */
record MeasuredFaces(
    StoredModel stored,
    ProtocolSettings protocol,
    MakeupTransferDataset dataset,
    EvaluationSplit faces) {
  /**
   * Opens them.
   *
   * @throws org.ipmnet.core.UserError naming what of the data cannot be used
   */
  static MeasuredFaces open(StoredModel stored, ProtocolSettings protocol) {
    StoredModel.Config config = stored.config();
    MakeupTransferDataset dataset =
        MakeupTransferDataset.open(config.data(), new RandomStreams(config.seed()));
    return new MeasuredFaces(
        stored, protocol, dataset, EvaluationSplit.of(dataset, protocol.split()));
  }

  /**
   * Measures.
   *
   * @param method what the model makes
   * @param figures draws its pictures
   * @param folder where they are to be written
   */
  Evaluation evaluate(
      TransferMethod method,
      Function<RandomStreams, Figures> figures,
      Optional<EvaluationFolder> folder,
      Consumer<String> told) {
    long seed = protocol.seedOr(stored.config().seed());
    int runs = protocol.runs();
    RandomStreams streams = new RandomStreams(seed);
    try (MeasuringNetworks networks = MeasuringNetworks.open(stored.config().weights())) {
      Map<String, String> origin =
          Origin.of(describe(stored), runs, dataset.report().hash(), seed, networks);
      ModelEvaluation measured =
          ModelEvaluation.of(
              method, figures.apply(streams), dataset, faces, networks, runs, streams, told);
      return new Evaluation(measured, origin, folder);
    }
  }

  /** What a report says of a model. */
  private static Map<String, String> describe(StoredModel model) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("model", model.path().toString());
    origin.put("kind", model.config().model().title());
    origin.put("iteration", Long.toString(model.iteration()));
    origin.put("model's weights", model.checksum());
    return origin;
  }
}
