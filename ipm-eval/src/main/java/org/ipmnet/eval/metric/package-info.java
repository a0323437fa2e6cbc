// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics, each one class, none of which knows where pictures come from. Of sets of feature
 * vectors: {@link org.ipmnet.eval.metric.FrechetDistance} and {@link
 * org.ipmnet.eval.metric.KernelDistance}. Of pairs of pictures: {@link org.ipmnet.eval.metric.Ssim}
 * and {@link org.ipmnet.eval.metric.Psnr}; over {@link org.ipmnet.eval.metric.Region}s {@link
 * org.ipmnet.eval.metric.TransferError} where the truth is known, {@link
 * org.ipmnet.eval.metric.ColourMoved}, {@link org.ipmnet.eval.metric.ColourDistance} and {@link
 * org.ipmnet.eval.metric.HistogramDistance} where it is not. {@link
 * org.ipmnet.eval.metric.Interval} says how sure a mean is.
 */
package org.ipmnet.eval.metric;
