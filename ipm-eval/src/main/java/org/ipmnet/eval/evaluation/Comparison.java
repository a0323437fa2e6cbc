// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.report.ComparedSystem;
import org.ipmnet.eval.report.ComparisonFolder;
import org.ipmnet.eval.report.SystemComparison;

/**
 * Several models measured on the same faces with the same references: table 2 of the paper.
 *
 * @param measured all that was found
 * @param origin what the numbers come from: models, data, seed, versions
 * @param folder where {@link #write} writes it
 */
public record Comparison(
    SystemComparison measured, Map<String, String> origin, ComparisonFolder folder) {
  private static final List<String> FRAMING =
      List.of("data.resize", "data.resize-form", "data.interpolation");

  /**
   * Measures. The folder is made ready before; nothing is written into it yet, so that numbers of
   * hours are there even if the disk is full by then.
   *
   * @param told a line of each damaged checkpoint that was passed over, and of progress
   * @throws UserError naming what of the request cannot be used
   */
  public static Comparison run(ComparisonRequest request, Consumer<String> told) {
    StoredModel.requireSettable(request.settings(), FRAMING);
    List<StoredModel> stored = new ArrayList<>();
    for (Path model : request.models()) {
      List<String> settings = stored.isEmpty() ? List.of() : framing(stored.get(0));
      stored.add(
          StoredModel.open(model, request.data(), joined(settings, request.settings()), told));
    }
    ComparedModels compared = ComparedModels.of(stored, request.protocol().split());
    ComparisonFolder folder = ComparisonFolder.prepare(request.out(), List.of(request.data()));
    StoredModel.Config first = stored.get(0).config();
    long seed = request.protocol().seedOr(first.seed());
    int runs = request.protocol().runs();
    try (Opening opened = new Opening()) {
      List<ComparedSystem> systems = compared.open(opened);
      MeasuringNetworks networks = opened.add(MeasuringNetworks.open(first.weights()));
      Map<String, String> origin =
          Origin.of(compared.origin(), runs, compared.dataHash(), seed, networks);
      SystemComparison measured =
          SystemComparison.of(
              systems, networks, runs, new RandomStreams(seed), System::nanoTime, told);
      return new Comparison(measured, origin, folder);
    }
  }

  /**
   * Writes table, grid and the page.
   *
   * @return the page
   * @throws UserError if a file cannot be written
   */
  public Path write() {
    return folder.write(measured, origin);
  }

  private static List<String> joined(List<String> before, List<String> after) {
    List<String> all = new ArrayList<>(before);
    all.addAll(after);
    return all;
  }

  /** A model's framing of pictures as settings for another one. */
  private static List<String> framing(StoredModel model) {
    DataConfig data = model.config().data();
    return List.of(
        "data.resize=" + data.resize(),
        "data.resize-form=" + HyphenatedName.of(data.resizeForm()),
        "data.interpolation=" + HyphenatedName.of(data.interpolation()));
  }
}
