// SPDX-License-Identifier: Apache-2.0
/**
 * What can be measured: {@link org.ipmnet.eval.method.TransferMethod}s make up a face as a
 * reference shows it. A trained model is one, as its networks paint ({@link
 * org.ipmnet.eval.method.ModelTransfer}) or as it is put on photos ({@link
 * org.ipmnet.eval.method.PastedTransfer}); {@link org.ipmnet.eval.method.NoTransfer} and {@link
 * org.ipmnet.eval.method.RegionColours} need no training and say what numbers mean.
 */
package org.ipmnet.eval.method;
