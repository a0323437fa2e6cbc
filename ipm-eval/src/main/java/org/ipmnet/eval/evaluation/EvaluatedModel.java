// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.method.ModelTransfer;
import org.ipmnet.eval.method.PastedTransfer;
import org.ipmnet.eval.method.TransferMethod;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.paste.MakeupApplication.Changes;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.Measurements;
import org.ipmnet.eval.protocol.TransferProtocol;
import org.ipmnet.eval.report.EvaluationFolder;
import org.ipmnet.eval.report.Figures;
import org.ipmnet.eval.report.ModelEvaluation;

/** A stored model that is open, the faces that it is measured on, and what measures. */
final class EvaluatedModel implements AutoCloseable {
  /** Targets and references of the pictures of photos. */
  private static final int SHEET = 8;

  private final MeasuredFaces measured;
  private final TransferMethod method;
  private final Function<RandomStreams, Figures> figures;
  private final MeasuringNetworks networks;
  private final List<AutoCloseable> opened;

  private EvaluatedModel(
      MeasuredFaces measured,
      TransferMethod method,
      Function<RandomStreams, Figures> figures,
      AutoCloseable model) {
    this.measured = measured;
    this.method = method;
    this.figures = figures;
    try (Opening opening = new Opening()) {
      opening.add(model);
      this.networks = opening.add(MeasuringNetworks.open(measured.stored().config().weights()));
      this.opened = List.of(networks, model);
      opening.complete();
    }
  }

  /** What a model's networks paint. */
  static EvaluatedModel networks(MeasuredFaces measured) {
    StoredModel stored = measured.stored();
    MakeupModel model = stored.load();
    ModelTransfer transfer = new ModelTransfer(stored.fileName(), model);
    return new EvaluatedModel(
        measured,
        transfer,
        streams -> Figures.draw(transfer, measured.dataset(), measured.faces(), streams),
        model);
  }

  /**
   * What is put on photos.
   *
   * @param model see {@link MakeupTransfer#open}
   * @param changes of how makeup is put on
   */
  static EvaluatedModel onPhotos(
      MeasuredFaces measured, Path model, Changes changes, Consumer<String> told) {
    MakeupTransfer transfer = MakeupTransfer.open(model, null, 1, told);
    PastedTransfer pasted =
        new PastedTransfer(
            measured.stored().fileName(), transfer, changes.of(transfer.usualApplication()));
    return new EvaluatedModel(
        measured,
        pasted,
        streams -> Figures.pairs(pasted, measured.dataset(), measured.faces(), streams, SHEET),
        transfer);
  }

  MeasuringNetworks networks() {
    return networks;
  }

  List<TransferMethod> methods() {
    return ModelEvaluation.methods(method);
  }

  private long seed() {
    return measured.protocol().seedOr(measured.stored().config().seed());
  }

  /** The protocol, whose parts come from there. */
  TransferProtocol protocol(Measurements measurements) {
    return new TransferProtocol(
        measured.dataset(),
        measured.faces(),
        networks,
        measured.protocol().runs(),
        new RandomStreams(seed()),
        measurements);
  }

  /** All that numbers depend on, on one line. */
  String settings(boolean onPhotos) {
    MeasuredFaces m = measured;
    DataConfig data = m.stored().config().data();
    return String.format(
        Locale.ROOT,
        "model %s%s, photos %s at %d (%s), labels %s, split %s, runs %d, seed %d, weights %s",
        m.stored().checksum(),
        onPhotos ? " on photos" : "",
        m.dataset().report().hash(),
        data.size(),
        data.resizing(),
        HyphenatedName.of(data.labels()),
        m.faces().name(),
        m.protocol().runs(),
        seed(),
        networks.checksums());
  }

  /**
   * Measures.
   *
   * @param measurements where the parts come from
   * @param folder where all is to be written
   */
  Evaluation evaluate(
      Measurements measurements, Optional<EvaluationFolder> folder, Consumer<String> told) {
    int runs = measured.protocol().runs();
    Map<String, String> origin =
        Origin.of(describe(), runs, measured.dataset().report().hash(), seed(), networks);
    try (TransferProtocol protocol = protocol(measurements)) {
      ModelEvaluation found =
          ModelEvaluation.of(
              method,
              figures.apply(new RandomStreams(seed())),
              protocol,
              measured.faces(),
              runs,
              told);
      return new Evaluation(found, origin, folder);
    }
  }

  /** What a report says of the model. */
  private Map<String, String> describe() {
    StoredModel model = measured.stored();
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("model", model.path().toString());
    origin.put("kind", model.config().model().title());
    origin.put("iteration", Long.toString(model.iteration()));
    origin.put("model's weights", model.checksum());
    return origin;
  }

  /**
   * Checks that photos come with maps.
   *
   * @throws UserError saying how to get them
   */
  static void requireMaps(Path photos, EvaluationSplit faces) {
    if (faces.bare().get(0).map() == null || faces.madeUp().get(0).map() == null) {
      throw new UserError(
          "%s has no parsing maps (segs/); run ipm prepare, which finds the faces, and measure its folder",
          photos);
    }
  }

  @Override
  public void close() {
    Opening.closeAll(opened);
  }
}
