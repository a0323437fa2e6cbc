// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipmnet.eval.picture.ImageGrid;
import org.ipmnet.eval.picture.PlanarImage;
import org.ipmnet.eval.protocol.CaseBook.Case;
import org.ipmnet.eval.protocol.Metric;

/** What the page of an evaluation, {@code evaluation.html}, shows beside what all reports do. */
final class EvaluationPage {
  private EvaluationPage() {}

  static Map<String, Object> of(ModelEvaluation evaluation) {
    return Map.of(
        "name",
        evaluation.rows().get(1).name(), // behind "Real"
        "levels",
        evaluation
            .figures()
            .levels()
            .map(levels -> List.of(Report.picture(levels, evaluation.size())))
            .orElse(List.of()),
        "alphas",
        Figures.ALPHAS.stream().map(a -> trimmed(1 - a)).collect(Collectors.joining(", ")),
        "cases",
        cases(evaluation));
  }

  private static List<Map<String, Object>> cases(ModelEvaluation evaluation) {
    int size = evaluation.size();
    List<Map<String, Object>> cases = new ArrayList<>();
    for (Metric measure : evaluation.cases().measures()) {
      cases.add(
          Map.of(
              "name",
              measure.heading(),
              "best",
              row(evaluation.cases().best(measure), measure, size),
              "worst",
              row(evaluation.cases().worst(measure), measure, size)));
    }
    return cases;
  }

  /** Cases side by side, each target, reference and result from the top down. */
  private static Map<String, Object> row(List<Case> cases, Metric measure, int size) {
    List<List<BufferedImage>> rows = new ArrayList<>();
    rows.add(cases.stream().map(c -> PlanarImage.toPicture(c.target(), size)).toList());
    rows.add(cases.stream().map(c -> PlanarImage.toPicture(c.reference(), size)).toList());
    rows.add(cases.stream().map(c -> PlanarImage.toPicture(c.result(), size)).toList());
    Map<String, Object> row = new HashMap<>(Report.picture(ImageGrid.of(rows), size));
    row.put(
        "values",
        cases.stream()
            .map(
                c ->
                    String.format(
                        Locale.ROOT,
                        "%." + measure.digits() + "f (%s with %s)",
                        c.value(),
                        c.targetName(),
                        c.referenceName()))
            .collect(Collectors.joining("; ")));
    return row;
  }

  private static String trimmed(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
  }
}
