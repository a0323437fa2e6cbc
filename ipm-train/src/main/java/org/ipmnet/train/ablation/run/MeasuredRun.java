// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.method.ModelTransfer;
import org.ipmnet.eval.method.NoTransfer;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.MethodRow;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.eval.protocol.TransferProtocol;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.report.HtmlReport;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.session.TrainingRun;

/**
 * One run of an ablation: an ordinary run folder, started or resumed, and at its end measured. It
 * knows a run by configuration, folder and model alone, whatever is trained in it.
 *
 * @param config the file of its resolved configuration
 * @param run its folder
 * @param split the faces it is measured on
 * @param runs how often each bare face is made up
 * @param seed of the draws of the measurement, the same for all runs of an ablation
 * @param score the measure that must be there
 */
public record MeasuredRun(
    Path config, Path run, EvaluationSplit.Part split, int runs, long seed, Metric score) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final int PROBED_FACES = 3;

  /**
   * Carries it out; a run that is trained already is only measured.
   *
   * @param stop asked between two iterations
   * @throws UserError for a configuration or data that cannot be used, or a score that cannot be
   *     measured
   * @throws org.ipmnet.train.log.TrainingDiverged if a loss is NaN or runs away
   */
  public void carryOut(PrintStream out, StopRequest stop) {
    RunConfig wanted = RunConfig.of(ConfigTree.load(config));
    RunLayout layout = new RunLayout(run);
    TrainingRun training = new TrainingRun(out, false, stop);
    boolean finished;
    if (new CheckpointStore(layout.checkpoints()).newestFirst().isEmpty()) {
      RunFolder.discardUnbegun(run);
      requireScore(wanted);
      finished = training.start(wanted, run).finished();
    } else {
      finished = training.resume(run, List.of()).map(Progress::finished).orElse(true);
    }
    if (finished) {
      AtomicFile.write(layout.metrics(), json(measure(wanted)));
      HtmlReport.of(run).writeTo(layout.report());
    }
  }

  /** Trained for hours, and then the score is not to be had: a few untouched faces tell before. */
  private void requireScore(RunConfig wanted) {
    MakeupTransferDataset dataset = dataset(wanted);
    try (MeasuringNetworks networks = MeasuringNetworks.open(wanted.weights());
        TransferProtocol protocol =
            new TransferProtocol(
                dataset,
                EvaluationSplit.of(dataset, split).first(PROBED_FACES),
                networks,
                runs,
                new RandomStreams(seed))) {
      MethodRow row = protocol.measure(new NoTransfer(), Optional.empty(), line -> {});
      if (!row.values().containsKey(score)) {
        throw new UserError(
            "score %s cannot be measured here: %s",
            HyphenatedName.of(score), String.join("; ", reasons(protocol)));
      }
    }
  }

  private static List<String> reasons(TransferProtocol protocol) {
    return protocol.notAvailable().entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .toList();
  }

  private Map<String, Double> measure(RunConfig wanted) {
    MakeupTransferDataset dataset = dataset(wanted);
    EvaluationSplit faces = EvaluationSplit.of(dataset, split);
    Map<String, Double> values = new LinkedHashMap<>();
    try (MakeupModel model = MakeupModels.load(run, message -> {});
        MeasuringNetworks networks = MeasuringNetworks.open(wanted.weights());
        TransferProtocol protocol =
            new TransferProtocol(dataset, faces, networks, runs, new RandomStreams(seed))) {
      ModelTransfer method = new ModelTransfer("model", model);
      protocol
          .measure(method, Optional.empty(), line -> {})
          .values()
          .forEach((measure, value) -> values.put(measure.key(), value.mean()));
      TransferPictures.draw(method, dataset, faces, new RandomStreams(seed)).writeTo(run);
    }
    return values;
  }

  private static MakeupTransferDataset dataset(RunConfig wanted) {
    return MakeupTransferDataset.open(wanted.data(), new RandomStreams(wanted.seed()));
  }

  private static String json(Map<String, Double> values) {
    try {
      return JSON.writeValueAsString(values) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // numbers can always be written
    }
  }
}
