// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.UserError;

/**
 * Several models to be measured on the same faces with the same references.
 *
 * @param models runs' folders or checkpoints, at least one; the first one's weights of measuring
 *     networks and framing of pictures count for all
 * @param data folder in MT layout
 * @param protocol how
 * @param settings {@code key=value} over the models' configurations: weights, how data are read,
 *     and how pictures are framed
 * @param out new or empty folder for table, grid and a page
 */
public record ComparisonRequest(
    List<Path> models, Path data, ProtocolSettings protocol, List<String> settings, Path out) {
  /**
   * Keeps copies.
   *
   * @throws UserError if there is no model, or neither data nor a folder
   */
  public ComparisonRequest {
    models = List.copyOf(models);
    settings = List.copyOf(settings);
    if (models.isEmpty()) {
      throw new UserError("no model is named; a comparison needs at least one (--models)");
    }
    EvaluationRequest.require("data", data);
    EvaluationRequest.require("out", out);
  }
}
