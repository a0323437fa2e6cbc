// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipmnet.eval.measure.CaseBook.Case;
import org.ipmnet.eval.measure.Measure;
import org.ipmnet.eval.picture.ImageGrid;
import org.ipmnet.eval.picture.PlanarImage;

/** An evaluation as one HTML file that needs no other; the template {@code evaluation.html}. */
final class EvaluationPage {
  private static final ReportPage PAGE = new ReportPage("evaluation");

  private EvaluationPage() {}

  static String of(ModelEvaluation evaluation, Map<String, String> origin) {
    EvaluationTable table = new EvaluationTable(evaluation.rows());
    Map<String, Object> page = new HashMap<>();
    page.put("name", evaluation.rows().get(1).name()); // behind "Real"
    page.put("protocol", ReportText.protocol(evaluation.split(), evaluation.runs()));
    page.putAll(table.page());
    page.put("missing", ReportPage.pairs(evaluation.notAvailable()));
    page.put("hasMissing", !evaluation.notAvailable().isEmpty());
    page.put("grid", ReportPage.picture(evaluation.figures().grid(), evaluation.figures().size()));
    page.put(
        "levels",
        evaluation
            .figures()
            .levels()
            .map(levels -> List.of(ReportPage.picture(levels, evaluation.figures().size())))
            .orElse(List.of()));
    page.put(
        "alphas",
        Figures.ALPHAS.stream().map(a -> trimmed(1 - a)).collect(Collectors.joining(", ")));
    page.put("cases", cases(evaluation));
    page.put("origin", ReportPage.pairs(origin));
    return PAGE.of(page);
  }

  private static List<Map<String, Object>> cases(ModelEvaluation evaluation) {
    int size = evaluation.figures().size();
    List<Map<String, Object>> cases = new ArrayList<>();
    for (Measure measure : evaluation.cases().measures()) {
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
  private static Map<String, Object> row(List<Case> cases, Measure measure, int size) {
    List<List<BufferedImage>> rows = new ArrayList<>();
    rows.add(cases.stream().map(c -> PlanarImage.toPicture(c.target(), size)).toList());
    rows.add(cases.stream().map(c -> PlanarImage.toPicture(c.reference(), size)).toList());
    rows.add(cases.stream().map(c -> PlanarImage.toPicture(c.result(), size)).toList());
    Map<String, Object> row = new HashMap<>(ReportPage.picture(ImageGrid.of(rows), size));
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
