// SPDX-License-Identifier: Apache-2.0
/**
 * A model measured on held-out faces: {@link org.ipmnet.eval.measure.HeldOutEvaluation}. The
 * measures themselves are in {@link org.ipmnet.eval.metric}.
 */
package org.ipmnet.eval.measure;
