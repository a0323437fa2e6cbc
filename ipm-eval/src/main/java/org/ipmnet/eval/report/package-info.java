// SPDX-License-Identifier: Apache-2.0
/**
 * An evaluation for people: {@link org.ipmnet.eval.report.ModelEvaluation} measures a model and its
 * baselines, {@link org.ipmnet.eval.report.EvaluationFolder} writes tables, pictures and a page.
 */
package org.ipmnet.eval.report;
