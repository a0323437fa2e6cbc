// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.UserError;

/**
 * One model to be measured.
 *
 * @param model a run's folder or one checkpoint
 * @param data folder in MT layout, or null for the training data
 * @param protocol how
 * @param settings {@code key=value} over the model's configuration: weights and how data are read
 * @param out new or empty folder for tables, pictures and a page, or null
 */
public record EvaluationRequest(
    Path model, Path data, ProtocolSettings protocol, List<String> settings, Path out) {
  /**
   * Keeps a copy.
   *
   * @throws UserError if there is no model
   */
  public EvaluationRequest {
    settings = List.copyOf(settings);
    require("model", model);
  }

  static void require(String component, Object value) {
    if (value == null) {
      throw new UserError("the request has no %s (--%s)", component, component);
    }
  }
}
