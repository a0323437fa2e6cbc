// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.protocol.EvaluationSplit;

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
}
