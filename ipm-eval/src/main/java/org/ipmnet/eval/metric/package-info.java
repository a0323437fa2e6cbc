// SPDX-License-Identifier: Apache-2.0
/**
 * Small measures of a transfer on the networks' own output. Each accumulates pairs one at a time
 * over {@link org.ipmnet.eval.metric.Region}s: {@link org.ipmnet.eval.metric.TransferError} where
 * the truth is known, {@link org.ipmnet.eval.metric.ColourMoved} where it is not, {@link
 * org.ipmnet.eval.metric.BackgroundPsnr} for what should stay.
 */
package org.ipmnet.eval.metric;
