// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    OutputFolder.prepareEmpty(folder, inputs);
    return new EvaluationFolder(folder);
  }

  /** A folder that somebody has made ready before. */
  public static EvaluationFolder madeReady(Path folder) {
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
    evaluation
        .figures()
        .levels()
        .ifPresent(levels -> Png.write(folder.resolve("levels.png"), levels));
    return new Report("evaluation", evaluation, new EvaluationTable(evaluation.rows()), origin)
        .write(folder, "# Evaluation\n\n", "", EvaluationPage.of(evaluation));
  }
}
