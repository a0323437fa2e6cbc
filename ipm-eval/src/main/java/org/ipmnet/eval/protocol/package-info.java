// SPDX-License-Identifier: Apache-2.0
/**
 * Models measured. {@link org.ipmnet.eval.protocol.TransferProtocol} is the paper's protocol over
 * any {@link org.ipmnet.eval.method.TransferMethod}; {@link
 * org.ipmnet.eval.protocol.HeldOutEvaluation} the demo's, every target with every reference. The
 * metrics themselves are in {@link org.ipmnet.eval.metric}.
 */
package org.ipmnet.eval.protocol;
