// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ipmnet.eval.method.NoTransfer;
import org.ipmnet.eval.method.RegionColours;
import org.ipmnet.eval.method.TransferMethod;
import org.ipmnet.eval.protocol.CaseBook;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.MethodRow;
import org.ipmnet.eval.protocol.TransferProtocol;

/**
 * A model measured beside what needs no training.
 *
 * @param split what it was measured on
 * @param runs how often each bare face was made up
 * @param rows "Real", the model, the baselines
 * @param notAvailable what could not be measured, and how that is mended
 * @param cases the model's best and worst transfers
 * @param figures its pictures
 */
public record ModelEvaluation(
    EvaluationSplit split,
    int runs,
    List<MethodRow> rows,
    Map<String, String> notAvailable,
    CaseBook cases,
    Figures figures)
    implements Report.Measured {

  /** A model's method and the baselines, in their order. */
  public static List<TransferMethod> methods(TransferMethod ofModel) {
    return List.of(ofModel, new NoTransfer(), new RegionColours());
  }

  /**
   * Measures.
   *
   * @param method the model's
   * @param figures of it
   * @param protocol over the faces
   * @param split these
   * @param runs of the protocol, at least 1
   * @param progress told a line from time to time
   */
  public static ModelEvaluation of(
      TransferMethod method,
      Figures figures,
      TransferProtocol protocol,
      EvaluationSplit split,
      int runs,
      Consumer<String> progress) {
    CaseBook cases = new CaseBook();
    List<TransferMethod> methods = methods(method);
    List<MethodRow> rows = new ArrayList<>();
    rows.add(protocol.real());
    for (int i = 0; i < methods.size(); i++) {
      Optional<CaseBook> book = i == 0 ? Optional.of(cases) : Optional.empty();
      rows.add(protocol.measure(i, methods.get(i), book, progress));
    }
    return new ModelEvaluation(
        split, runs, List.copyOf(rows), protocol.notAvailable(), cases, figures);
  }

  @Override
  public BufferedImage grid() {
    return figures.grid();
  }

  @Override
  public int size() {
    return figures.size();
  }
}
