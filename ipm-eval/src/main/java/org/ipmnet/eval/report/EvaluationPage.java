// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipmnet.eval.measure.CaseBook.Case;
import org.ipmnet.eval.measure.Measure;
import org.ipmnet.eval.measure.MethodRow;
import org.ipmnet.eval.picture.ImageGrid;
import org.ipmnet.eval.picture.PlanarImage;
import org.ipmnet.eval.picture.Png;

/** An evaluation as one HTML file that needs no other; the template {@code evaluation.html}. */
final class EvaluationPage {
  private static final Template TEMPLATE = template();
  private static final int READABLE_SIDE = 128; // smaller faces are shown enlarged

  private EvaluationPage() {}

  private static Template template() {
    try (InputStream in = EvaluationPage.class.getResourceAsStream("evaluation.html")) {
      return Mustache.compiler()
          .emptyStringIsFalse(true)
          .compile(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String of(ModelEvaluation evaluation, Map<String, String> origin) {
    EvaluationTable table = new EvaluationTable(evaluation.rows());
    Map<String, Object> page = new HashMap<>();
    page.put("name", evaluation.rows().get(1).name()); // behind "Real"
    page.put("protocol", EvaluationFolder.protocol(evaluation));
    page.put("headings", EvaluationTable.HEADLINES.stream().map(EvaluationTable::heading).toList());
    page.put("methods", evaluation.rows().stream().map(EvaluationPage::headline).toList());
    page.put("names", evaluation.rows().stream().map(MethodRow::name).toList());
    page.put("measures", table.measured().stream().map(m -> measure(evaluation, m)).toList());
    page.put("missing", pairs(evaluation.notAvailable()));
    page.put("hasMissing", !evaluation.notAvailable().isEmpty());
    page.put("grid", picture(evaluation.figures().grid(), evaluation.figures().size()));
    page.put(
        "levels",
        evaluation
            .figures()
            .levels()
            .map(levels -> List.of(picture(levels, evaluation.figures().size())))
            .orElse(List.of()));
    page.put(
        "alphas",
        Figures.ALPHAS.stream().map(a -> trimmed(1 - a)).collect(Collectors.joining(", ")));
    page.put("cases", cases(evaluation));
    page.put("origin", pairs(origin));
    return TEMPLATE.execute(page);
  }

  private static Map<String, Object> headline(MethodRow row) {
    return Map.of(
        "name",
        row.name(),
        "cells",
        EvaluationTable.HEADLINES.stream().map(m -> EvaluationTable.cell(row, m)).toList());
  }

  private static Map<String, Object> measure(ModelEvaluation evaluation, Measure measure) {
    return Map.of(
        "name",
        EvaluationTable.heading(measure),
        "meaning",
        measure.meaning(),
        "cells",
        evaluation.rows().stream().map(row -> EvaluationTable.cell(row, measure)).toList());
  }

  private static List<Map<String, String>> pairs(Map<String, String> map) {
    List<Map<String, String>> pairs = new ArrayList<>();
    map.forEach((key, value) -> pairs.add(Map.of("key", key, "value", value)));
    return pairs;
  }

  private static List<Map<String, Object>> cases(ModelEvaluation evaluation) {
    int size = evaluation.figures().size();
    List<Map<String, Object>> cases = new ArrayList<>();
    for (Measure measure : evaluation.cases().measures()) {
      cases.add(
          Map.of(
              "name",
              EvaluationTable.heading(measure),
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
    Map<String, Object> row = new HashMap<>(picture(ImageGrid.of(rows), size));
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

  private static Map<String, Object> picture(BufferedImage image, int side) {
    int scale = Math.max(1, Math.round((float) READABLE_SIDE / side));
    return Map.of(
        "source",
        "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.bytes(image)),
        "width",
        scale * image.getWidth());
  }

  private static String trimmed(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
  }
}
