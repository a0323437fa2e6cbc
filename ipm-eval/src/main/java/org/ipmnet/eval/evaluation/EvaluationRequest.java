// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.List;

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
    Path model, Path data, ProtocolSettings protocol, List<String> settings, Path out) {}
