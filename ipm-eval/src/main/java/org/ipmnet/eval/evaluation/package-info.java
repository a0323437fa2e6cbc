// SPDX-License-Identifier: Apache-2.0
/**
 * Trained models measured on a data set, from a request to tables, pictures and a page: {@link
 * org.ipmnet.eval.evaluation.Evaluation} of one model beside what needs no training, {@link
 * org.ipmnet.eval.evaluation.PhotoEvaluation} of what it puts on photos, {@link
 * org.ipmnet.eval.evaluation.DrawnEvaluation} on drawn people of any age and skin, {@link
 * org.ipmnet.eval.evaluation.Comparison} of several (table 2 of the paper).
 */
package org.ipmnet.eval.evaluation;
