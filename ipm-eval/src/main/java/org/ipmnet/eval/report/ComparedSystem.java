// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.protocol.EvaluationSplit;

/**
 * One of several systems that are measured on the same faces.
 *
 * @param name in tables
 * @param model stays the caller's
 * @param dataset the faces as this model sees them: its own texture, the pictures of all
 * @param split the same faces in the same order for every system
 */
public record ComparedSystem(
    String name, MakeupModel model, MakeupTransferDataset dataset, EvaluationSplit split) {}
