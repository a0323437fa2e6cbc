// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import org.ipmnet.eval.method.EvaluationFace;

/**
 * One transfer.
 *
 * @param target x
 * @param reference y
 * @param result g as it would be written, planar RGB in [-1, 1]
 */
record MeasuredPair(EvaluationFace target, EvaluationFace reference, float[] result) {}
