// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.eval.picture.OutputFolder;
import org.ipmnet.eval.picture.Png;

/** Where an evaluation is written: tables, pictures and a page that needs no other file. */
public final class EvaluationFolder {
  private final Path folder;

  private EvaluationFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder ready, before anything is measured.
   *
   * @param inputs folders that are read
   * @throws org.ipmnet.core.UserError if it is not empty, or cannot be made
   */
  public static EvaluationFolder prepare(Path folder, List<Path> inputs) {
    OutputFolder.prepare(folder, inputs, false);
    return new EvaluationFolder(folder);
  }

  /**
   * Writes {@code evaluation.md}, {@code .csv} and {@code .html}, {@code grid.png}, and {@code
   * levels.png} of a model that has levels.
   *
   * @param origin what the numbers come from: model, data, seed, versions
   * @return the page
   */
  public Path write(ModelEvaluation evaluation, Map<String, String> origin) {
    AtomicFile.write(folder.resolve("evaluation.md"), markdown(evaluation, origin));
    AtomicFile.write(
        folder.resolve("evaluation.csv"), new EvaluationTable(evaluation.rows()).csv());
    Png.write(folder.resolve("grid.png"), evaluation.figures().grid());
    evaluation
        .figures()
        .levels()
        .ifPresent(levels -> Png.write(folder.resolve("levels.png"), levels));
    Path page = folder.resolve("evaluation.html");
    AtomicFile.write(page, EvaluationPage.of(evaluation, origin));
    return page;
  }

  private static String markdown(ModelEvaluation evaluation, Map<String, String> origin) {
    EvaluationTable table = new EvaluationTable(evaluation.rows());
    StringBuilder text = new StringBuilder("# Evaluation\n\n");
    text.append(ReportText.protocol(evaluation.split(), evaluation.runs()))
        .append("\n\n")
        .append(table.headlines());
    text.append("\n## All measures\n\n").append(table.all());
    text.append(ReportText.notAvailable(evaluation.notAvailable()));
    text.append(ReportText.origin(origin));
    return text.toString();
  }
}
