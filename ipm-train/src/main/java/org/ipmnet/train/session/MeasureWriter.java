// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.method.ModelTransfer;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.MethodRow;
import org.ipmnet.eval.protocol.TransferProtocol;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.log.StatsLog;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.RunLayout;

/**
 * Measures the model every so many iterations on the same few held-out faces with the same
 * references: figure 6, as it learns. Random draws depend on the seed alone, and none of them
 * changes the training.
 */
final class MeasureWriter implements TrainingListener {
  private static final int RUNS = 2; // LPIPS compares two

  private final int every;
  private final StatsLog log;
  private final TensorBoardEvents events;
  private final MakeupModel model;
  private final MeasuringNetworks networks;
  private final TransferProtocol protocol;

  /**
   * Opens the measuring networks whose files are there.
   *
   * @throws org.ipmnet.core.UserError if one of these files cannot be used
   */
  MeasureWriter(
      RunConfig config,
      RunLayout run,
      TensorBoardEvents events,
      MakeupTransferDataset dataset,
      MakeupModel model) {
    this.every = config.log().measuresEvery();
    this.log = new StatsLog(run.measures(), 1, System::nanoTime);
    this.events = events;
    this.model = model;
    boolean heldOut = !dataset.test(Side.BARE).isEmpty() && !dataset.test(Side.MADE_UP).isEmpty();
    EvaluationSplit.Part part = heldOut ? EvaluationSplit.Part.TEST : EvaluationSplit.Part.ALL;
    EvaluationSplit faces = EvaluationSplit.of(dataset, part).first(config.log().measuresFaces());
    try (Opening opening = new Opening()) {
      this.networks = opening.add(MeasuringNetworks.open(config.weights()));
      this.protocol =
          opening.add(
              new TransferProtocol(
                  dataset, faces, networks, RUNS, new RandomStreams(config.seed())));
      opening.complete();
    }
  }

  @Override
  public void onStart(Progress progress) {
    log.onStart(progress);
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    if (progress.iteration() % every != 0 && !progress.finished()) {
      return;
    }
    // a new ModelTransfer, because it caches styles, which change as the networks train
    MethodRow row =
        protocol.measure(new ModelTransfer("model", model), Optional.empty(), line -> {});
    Map<String, Double> values = new LinkedHashMap<>();
    row.values().forEach((measure, value) -> values.put(measure.key(), value.mean()));
    log.afterStep(progress, new LossReport(values));
    events.addScalars("measure", progress.iteration(), values);
  }

  @Override
  public void close() {
    Opening.closeAll(List.of(log, protocol, networks));
  }
}
