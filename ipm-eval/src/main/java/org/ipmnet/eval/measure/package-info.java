// SPDX-License-Identifier: Apache-2.0
/**
 * Models measured. {@link org.ipmnet.eval.measure.TransferProtocol} is the paper's protocol over
 * any {@link org.ipmnet.eval.method.TransferMethod}; {@link
 * org.ipmnet.eval.measure.HeldOutEvaluation} the demo's, every target with every reference. The
 * measures themselves are in {@link org.ipmnet.eval.metric}.
 */
package org.ipmnet.eval.measure;
