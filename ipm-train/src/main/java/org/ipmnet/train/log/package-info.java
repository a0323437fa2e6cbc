// SPDX-License-Identifier: Apache-2.0
/**
 * What a training run tells while it runs, one {@link org.ipmnet.train.loop.TrainingListener} each:
 * {@link org.ipmnet.train.log.ProgressLine} for a person, {@link org.ipmnet.train.log.StatsLog} for
 * programs, {@link org.ipmnet.train.log.TensorBoardEvents} for TensorBoard, {@link
 * org.ipmnet.train.log.DivergenceGuard} and {@link org.ipmnet.train.log.ParameterGuard} for the
 * trainer itself.
 */
package org.ipmnet.train.log;
